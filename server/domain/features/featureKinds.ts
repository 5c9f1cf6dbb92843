/**
 * Every feature by name, with the kind of its value and what it means. Written by `npm run docs:features` from the
 * families of server/risk/features: whoever adds, renames or drops a feature runs it.
 */
export const FEATURE_KINDS = {
  // device
  /** Time since the youngest account that the request can reach was enrolled (hours). */
  accountAgeHours: 'number',
  /** Time since the key of this kind of session was made (hours). */
  keyAgeHours: 'number',
  /** Live accounts of the person (accounts). */
  liveAccounts: 'number',
  /** Age of the oldest live account beside the youngest that the request can reach (days). */
  oldestOtherAccountAgeDays: 'number',
  /** The request can reach an account of under 72 hours while one of over 7 days lives on (yes or no). */
  newAccountBesideOld: 'boolean',
  /** An account of under 72 hours beside one of over 7 days acts, or is the only one that the request can reach (yes or no). */
  newAccountActs: 'boolean',
  /** Distance between where the newest and where the oldest phone of the person last spoke to us from (km). */
  kmBetweenOwnPhones: 'number',
  /** Platform of the youngest phone that the request can reach (ios, android or web). */
  platform: 'string',
  /** First number of the operating system’s version (version). */
  osMajorVersion: 'number',
  /** First number of the app’s version (version). */
  appMajorVersion: 'number',
  /** Wrong PINs in a row on the key of this kind of session (PINs). */
  wrongPins: 'number',
  /** Time since the phone last spoke to us; nothing where it acts now (minutes). */
  phoneSilentMinutes: 'number',
  /** Somebody has opened up the phone’s operating system (yes or no). */
  deviceRooted: 'boolean',
  /** A debugger is attached to the app (yes or no). */
  debuggerAttached: 'boolean',
  /** The phone is an emulator (yes or no). */
  deviceEmulated: 'boolean',
  /** A remote-control program is running (yes or no). */
  remoteControlActive: 'boolean',
  /** An accessibility service is reading the screen (yes or no). */
  accessibilityActive: 'boolean',
  /** The person is on a phone call (yes or no). */
  callActive: 'boolean',
  /** The keys are not in hardware (yes or no). */
  keysOutsideHardware: 'boolean',
  /** The phone failed its test of randomness (yes or no). */
  randomnessFailed: 'boolean',
  /** How many of these hold: opened up, debugger, emulator, failed randomness (faults). */
  integrityFaults: 'number',
  // geo
  /** Distance between where the request was started and where the phone is or was last (km). */
  initiatorPhoneKm: 'number',
  /** The request was started in another country than the phone’s (yes or no). */
  initiatorPhoneCountryDiffers: 'boolean',
  /** Browser and phone are, or were last, in the same network (yes or no). */
  initiatorPhoneSameNetwork: 'boolean',
  /** The phone acts now, so its place is where it is and not where it was last (yes or no). */
  phonePlaceIsActual: 'boolean',
  /** Speed with which the person would have come from where the phone was to where the request was started (km/h). */
  initiatorTravelKmh: 'number',
  /** Nobody travels as fast from where the phone was to where the request was started (yes or no). */
  impossibleTravel: 'boolean',
  /** Travel that is impossible, and no VPN, no gateway that many share and no place where the person has been explains it (yes or no). */
  unexplainedTravel: 'boolean',
  /** Speed with which the phone that acts would have come from where it was last (km/h). */
  phoneTravelKmh: 'number',
  /** No phone travels as fast as this one would have (yes or no). */
  phoneImpossibleTravel: 'boolean',
  /** Distance from where the request was started to the nearest place where this person starts requests (km). */
  initiatorKmToUsualPlace: 'number',
  /** The request was started where this person, by browser or phone, has never been (yes or no). */
  initiatorPlaceNew: 'boolean',
  /** Distance from the phone to the nearest place where this person confirms (km). */
  phoneKmToUsualPlace: 'number',
  /** The phone is where this person has never confirmed before (yes or no). */
  phonePlaceNew: 'boolean',
  // velocity
  /** Requests of this person in the last 1m (requests). */
  subjectRequests1m: 'number',
  /** Requests of this person in the last 10m (requests). */
  subjectRequests10m: 'number',
  /** Requests of this person in the last 1h (requests). */
  subjectRequests1h: 'number',
  /** Requests of this person in the last 24h (requests). */
  subjectRequests24h: 'number',
  /** Requests of this person in the last 7d (requests). */
  subjectRequests7d: 'number',
  /** Refusals of this person in the last 10m (refusals). */
  subjectRefusals10m: 'number',
  /** Refusals of this person in the last 1h (refusals). */
  subjectRefusals1h: 'number',
  /** Refusals of this person in the last 24h (refusals). */
  subjectRefusals24h: 'number',
  /** Refusals of this person in the last 7d (refusals). */
  subjectRefusals7d: 'number',
  /** Requests that nobody answered of this person in the last 10m (requests). */
  subjectTimeOuts10m: 'number',
  /** Requests that nobody answered of this person in the last 1h (requests). */
  subjectTimeOuts1h: 'number',
  /** Requests that nobody answered of this person in the last 24h (requests). */
  subjectTimeOuts24h: 'number',
  /** Requests that nobody answered of this person in the last 7d (requests). */
  subjectTimeOuts7d: 'number',
  /** Wrong verification codes of this person in the last 10m (codes). */
  subjectWrongCodes10m: 'number',
  /** Wrong verification codes of this person in the last 1h (codes). */
  subjectWrongCodes1h: 'number',
  /** Wrong verification codes of this person in the last 24h (codes). */
  subjectWrongCodes24h: 'number',
  /** Wrong verification codes of this person in the last 7d (codes). */
  subjectWrongCodes7d: 'number',
  /** Reports of “this was not me” of this person in the last 10m (reports). */
  subjectReports10m: 'number',
  /** Reports of “this was not me” of this person in the last 1h (reports). */
  subjectReports1h: 'number',
  /** Reports of “this was not me” of this person in the last 24h (reports). */
  subjectReports24h: 'number',
  /** Reports of “this was not me” of this person in the last 7d (reports). */
  subjectReports7d: 'number',
  /** Blocked requests of this person in the last 10m (requests). */
  subjectBlocks10m: 'number',
  /** Blocked requests of this person in the last 1h (requests). */
  subjectBlocks1h: 'number',
  /** Blocked requests of this person in the last 24h (requests). */
  subjectBlocks24h: 'number',
  /** Blocked requests of this person in the last 7d (requests). */
  subjectBlocks7d: 'number',
  /** Requests on this account in the last 1m (requests). */
  accountRequests1m: 'number',
  /** Requests on this account in the last 10m (requests). */
  accountRequests10m: 'number',
  /** Requests on this account in the last 1h (requests). */
  accountRequests1h: 'number',
  /** Requests on this account in the last 24h (requests). */
  accountRequests24h: 'number',
  /** Requests on this account in the last 7d (requests). */
  accountRequests7d: 'number',
  /** Refusals on this account in the last 10m (refusals). */
  accountRefusals10m: 'number',
  /** Refusals on this account in the last 24h (refusals). */
  accountRefusals24h: 'number',
  /** Requests that nobody answered on this account in the last 10m (requests). */
  accountTimeOuts10m: 'number',
  /** Requests that nobody answered on this account in the last 24h (requests). */
  accountTimeOuts24h: 'number',
  /** Wrong verification codes on this account in the last 10m (codes). */
  accountWrongCodes10m: 'number',
  /** Wrong verification codes on this account in the last 24h (codes). */
  accountWrongCodes24h: 'number',
  /** Requests from this browser (tracking id) in the last 1m (requests). */
  trackingRequests1m: 'number',
  /** Requests from this browser (tracking id) in the last 10m (requests). */
  trackingRequests10m: 'number',
  /** Requests from this browser (tracking id) in the last 1h (requests). */
  trackingRequests1h: 'number',
  /** Requests from this browser (tracking id) in the last 24h (requests). */
  trackingRequests24h: 'number',
  /** Requests from this browser (tracking id) in the last 7d (requests). */
  trackingRequests7d: 'number',
  /** Refusals from this browser (tracking id) in the last 1h (refusals). */
  trackingRefusals1h: 'number',
  /** Refusals from this browser (tracking id) in the last 7d (refusals). */
  trackingRefusals7d: 'number',
  /** Requests that nobody answered from this browser (tracking id) in the last 1h (requests). */
  trackingTimeOuts1h: 'number',
  /** Requests that nobody answered from this browser (tracking id) in the last 7d (requests). */
  trackingTimeOuts7d: 'number',
  /** Wrong verification codes from this browser (tracking id) in the last 1h (codes). */
  trackingWrongCodes1h: 'number',
  /** Wrong verification codes from this browser (tracking id) in the last 7d (codes). */
  trackingWrongCodes7d: 'number',
  /** Reports of “this was not me” from this browser (tracking id) in the last 1h (reports). */
  trackingReports1h: 'number',
  /** Reports of “this was not me” from this browser (tracking id) in the last 7d (reports). */
  trackingReports7d: 'number',
  /** Blocked requests from this browser (tracking id) in the last 1h (requests). */
  trackingBlocks1h: 'number',
  /** Blocked requests from this browser (tracking id) in the last 7d (requests). */
  trackingBlocks7d: 'number',
  /** Requests from this address in the last 1m (requests). */
  addressRequests1m: 'number',
  /** Requests from this address in the last 10m (requests). */
  addressRequests10m: 'number',
  /** Requests from this address in the last 1h (requests). */
  addressRequests1h: 'number',
  /** Requests from this address in the last 24h (requests). */
  addressRequests24h: 'number',
  /** Requests from this address in the last 7d (requests). */
  addressRequests7d: 'number',
  /** Refusals from this address in the last 1h (refusals). */
  addressRefusals1h: 'number',
  /** Refusals from this address in the last 7d (refusals). */
  addressRefusals7d: 'number',
  /** Requests that nobody answered from this address in the last 1h (requests). */
  addressTimeOuts1h: 'number',
  /** Requests that nobody answered from this address in the last 7d (requests). */
  addressTimeOuts7d: 'number',
  /** Wrong verification codes from this address in the last 1h (codes). */
  addressWrongCodes1h: 'number',
  /** Wrong verification codes from this address in the last 7d (codes). */
  addressWrongCodes7d: 'number',
  /** Reports of “this was not me” from this address in the last 1h (reports). */
  addressReports1h: 'number',
  /** Reports of “this was not me” from this address in the last 7d (reports). */
  addressReports7d: 'number',
  /** Blocked requests from this address in the last 1h (requests). */
  addressBlocks1h: 'number',
  /** Blocked requests from this address in the last 7d (requests). */
  addressBlocks7d: 'number',
  /** Requests from this network (/24 or /48) in the last 1m (requests). */
  networkRequests1m: 'number',
  /** Requests from this network (/24 or /48) in the last 10m (requests). */
  networkRequests10m: 'number',
  /** Requests from this network (/24 or /48) in the last 1h (requests). */
  networkRequests1h: 'number',
  /** Requests from this network (/24 or /48) in the last 24h (requests). */
  networkRequests24h: 'number',
  /** Requests from this network (/24 or /48) in the last 7d (requests). */
  networkRequests7d: 'number',
  /** Refusals from this network (/24 or /48) in the last 24h (refusals). */
  networkRefusals24h: 'number',
  /** Requests that nobody answered from this network (/24 or /48) in the last 24h (requests). */
  networkTimeOuts24h: 'number',
  /** Wrong verification codes from this network (/24 or /48) in the last 24h (codes). */
  networkWrongCodes24h: 'number',
  /** Reports of “this was not me” from this network (/24 or /48) in the last 24h (reports). */
  networkReports24h: 'number',
  /** Blocked requests from this network (/24 or /48) in the last 24h (requests). */
  networkBlocks24h: 'number',
  /** Requests of this relying party in the last 1m (requests). */
  relyingPartyRequests1m: 'number',
  /** Requests of this relying party in the last 10m (requests). */
  relyingPartyRequests10m: 'number',
  /** Requests of this relying party in the last 1h (requests). */
  relyingPartyRequests1h: 'number',
  /** Requests of this relying party in the last 24h (requests). */
  relyingPartyRequests24h: 'number',
  /** Requests of this relying party in the last 7d (requests). */
  relyingPartyRequests7d: 'number',
  /** Refusals of this relying party in the last 1h (refusals). */
  relyingPartyRefusals1h: 'number',
  /** Requests that nobody answered of this relying party in the last 1h (requests). */
  relyingPartyTimeOuts1h: 'number',
  /** Wrong verification codes of this relying party in the last 1h (codes). */
  relyingPartyWrongCodes1h: 'number',
  /** Reports of “this was not me” of this relying party in the last 1h (reports). */
  relyingPartyReports1h: 'number',
  /** Blocked requests of this relying party in the last 1h (requests). */
  relyingPartyBlocks1h: 'number',
  /** Other people for whom requests were started from this browser (tracking id) in the last 1m (people). */
  trackingOtherPeople1m: 'number',
  /** Other people for whom requests were started from this browser (tracking id) in the last 10m (people). */
  trackingOtherPeople10m: 'number',
  /** Other people for whom requests were started from this browser (tracking id) in the last 1h (people). */
  trackingOtherPeople1h: 'number',
  /** Other people for whom requests were started from this browser (tracking id) in the last 24h (people). */
  trackingOtherPeople24h: 'number',
  /** Other people for whom requests were started from this browser (tracking id) in the last 7d (people). */
  trackingOtherPeople7d: 'number',
  /** Other people for whom requests were started from this address in the last 1m (people). */
  addressOtherPeople1m: 'number',
  /** Other people for whom requests were started from this address in the last 10m (people). */
  addressOtherPeople10m: 'number',
  /** Other people for whom requests were started from this address in the last 1h (people). */
  addressOtherPeople1h: 'number',
  /** Other people for whom requests were started from this address in the last 24h (people). */
  addressOtherPeople24h: 'number',
  /** Other people for whom requests were started from this address in the last 7d (people). */
  addressOtherPeople7d: 'number',
  /** Other people for whom requests were started from this network (/24 or /48) in the last 1m (people). */
  networkOtherPeople1m: 'number',
  /** Other people for whom requests were started from this network (/24 or /48) in the last 10m (people). */
  networkOtherPeople10m: 'number',
  /** Other people for whom requests were started from this network (/24 or /48) in the last 1h (people). */
  networkOtherPeople1h: 'number',
  /** Other people for whom requests were started from this network (/24 or /48) in the last 24h (people). */
  networkOtherPeople24h: 'number',
  /** Other people for whom requests were started from this network (/24 or /48) in the last 7d (people). */
  networkOtherPeople7d: 'number',
  /** Other people for whom requests were started from this network (/24 or /48) in the last 28d (people). */
  networkOtherPeople28d: 'number',
  /** Other people for whom requests were started of this relying party in the last 24h (people). */
  relyingPartyOtherPeople24h: 'number',
  /** Other people for whom requests were started of this relying party in the last 7d (people). */
  relyingPartyOtherPeople7d: 'number',
  /** Refusals, time-outs and wrong codes of this person in the last 10m (requests). */
  subjectUnanswered10m: 'number',
  /** Refusals, time-outs and wrong codes of this person in the last 24h (requests). */
  subjectUnanswered24h: 'number',
  /** Requests of this person in the last 10 minutes that are not completed (requests). */
  subjectUnfinished10m: 'number',
  /** Sum of completed amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectAmountSum24h: 'number',
  /** Sum of completed amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectAmountSum7d: 'number',
  /** Sum of completed amounts of this person in the last 28d, in the same currency (major units of the currency). */
  subjectAmountSum28d: 'number',
  /** Mean of completed amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectAmountMean24h: 'number',
  /** Mean of completed amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectAmountMean7d: 'number',
  /** Mean of completed amounts of this person in the last 28d, in the same currency (major units of the currency). */
  subjectAmountMean28d: 'number',
  /** Largest of completed amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectAmountMax24h: 'number',
  /** Largest of completed amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectAmountMax7d: 'number',
  /** Largest of completed amounts of this person in the last 28d, in the same currency (major units of the currency). */
  subjectAmountMax28d: 'number',
  /** Smallest of completed amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectAmountMin24h: 'number',
  /** Smallest of completed amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectAmountMin7d: 'number',
  /** Smallest of completed amounts of this person in the last 28d, in the same currency (major units of the currency). */
  subjectAmountMin28d: 'number',
  /** Standard deviation of completed amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectAmountDeviation24h: 'number',
  /** Standard deviation of completed amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectAmountDeviation7d: 'number',
  /** Standard deviation of completed amounts of this person in the last 28d, in the same currency (major units of the currency). */
  subjectAmountDeviation28d: 'number',
  /** Sum of requested amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectRequestedAmountSum24h: 'number',
  /** Sum of requested amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectRequestedAmountSum7d: 'number',
  /** Mean of requested amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectRequestedAmountMean24h: 'number',
  /** Mean of requested amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectRequestedAmountMean7d: 'number',
  /** Largest of requested amounts of this person in the last 24h, in the same currency (major units of the currency). */
  subjectRequestedAmountMax24h: 'number',
  /** Largest of requested amounts of this person in the last 7d, in the same currency (major units of the currency). */
  subjectRequestedAmountMax7d: 'number',
  /** Sum of requested amounts from this browser (tracking id) in the last 24h, in the same currency (major units of the currency). */
  trackingRequestedAmountSum24h: 'number',
  /** Sum of requested amounts from this browser (tracking id) in the last 7d, in the same currency (major units of the currency). */
  trackingRequestedAmountSum7d: 'number',
  /** Mean of requested amounts from this browser (tracking id) in the last 24h, in the same currency (major units of the currency). */
  trackingRequestedAmountMean24h: 'number',
  /** Mean of requested amounts from this browser (tracking id) in the last 7d, in the same currency (major units of the currency). */
  trackingRequestedAmountMean7d: 'number',
  /** Largest of requested amounts from this browser (tracking id) in the last 24h, in the same currency (major units of the currency). */
  trackingRequestedAmountMax24h: 'number',
  /** Largest of requested amounts from this browser (tracking id) in the last 7d, in the same currency (major units of the currency). */
  trackingRequestedAmountMax7d: 'number',
  /** Relying parties that asked, of this person, in the last 1h (relying parties). */
  subjectRelyingParties1h: 'number',
  /** Relying parties that asked, of this person, in the last 24h (relying parties). */
  subjectRelyingParties24h: 'number',
  /** Relying parties that asked, of this person, in the last 7d (relying parties). */
  subjectRelyingParties7d: 'number',
  /** Networks (/24 or /48) that requests came from, of this person, in the last 1h (networks). */
  subjectNetworks1h: 'number',
  /** Networks (/24 or /48) that requests came from, of this person, in the last 24h (networks). */
  subjectNetworks24h: 'number',
  /** Networks (/24 or /48) that requests came from, of this person, in the last 7d (networks). */
  subjectNetworks7d: 'number',
  /** Payees of requests, of this person, in the last 1h (payees). */
  subjectPayees1h: 'number',
  /** Payees of requests, of this person, in the last 24h (payees). */
  subjectPayees24h: 'number',
  /** Payees of requests, of this person, in the last 7d (payees). */
  subjectPayees7d: 'number',
  /** Shapes of texts that were shown in requests, of this person, in the last 1h (texts). */
  subjectTemplates1h: 'number',
  /** Shapes of texts that were shown in requests, of this person, in the last 24h (texts). */
  subjectTemplates24h: 'number',
  /** Shapes of texts that were shown in requests, of this person, in the last 7d (texts). */
  subjectTemplates7d: 'number',
  /** Browsers (tracking ids) that requests came from, of this person, in the last 1h (browsers). */
  subjectBrowsers1h: 'number',
  /** Browsers (tracking ids) that requests came from, of this person, in the last 24h (browsers). */
  subjectBrowsers24h: 'number',
  /** Browsers (tracking ids) that requests came from, of this person, in the last 7d (browsers). */
  subjectBrowsers7d: 'number',
  /** Relying parties that asked, from this browser (tracking id), in the last 1h (relying parties). */
  trackingRelyingParties1h: 'number',
  /** Relying parties that asked, from this browser (tracking id), in the last 24h (relying parties). */
  trackingRelyingParties24h: 'number',
  /** Relying parties that asked, from this browser (tracking id), in the last 7d (relying parties). */
  trackingRelyingParties7d: 'number',
  /** Payees of requests, from this browser (tracking id), in the last 1h (payees). */
  trackingPayees1h: 'number',
  /** Payees of requests, from this browser (tracking id), in the last 24h (payees). */
  trackingPayees24h: 'number',
  /** Payees of requests, from this browser (tracking id), in the last 7d (payees). */
  trackingPayees7d: 'number',
  /** Share of requests of this person in the last 24h that were refused, not answered or had a wrong code (share). */
  subjectRefusalRate24h: 'number',
  /** Share of requests of this person in the last 7d that were refused, not answered or had a wrong code (share). */
  subjectRefusalRate7d: 'number',
  /** Share of requests of this person in the last 28d that were refused, not answered or had a wrong code (share). */
  subjectRefusalRate28d: 'number',
  /** Share of requests on this account in the last 24h that were refused, not answered or had a wrong code (share). */
  accountRefusalRate24h: 'number',
  /** Share of requests on this account in the last 7d that were refused, not answered or had a wrong code (share). */
  accountRefusalRate7d: 'number',
  /** Share of requests from this browser (tracking id) in the last 24h that were refused, not answered or had a wrong code (share). */
  trackingRefusalRate24h: 'number',
  /** Share of requests from this browser (tracking id) in the last 7d that were refused, not answered or had a wrong code (share). */
  trackingRefusalRate7d: 'number',
  /** Share of requests from this browser (tracking id) in the last 28d that were refused, not answered or had a wrong code (share). */
  trackingRefusalRate28d: 'number',
  /** Mean time between two requests of this person in the last 1h (minutes). */
  subjectGapMean1h: 'number',
  /** Mean time between two requests of this person in the last 24h (minutes). */
  subjectGapMean24h: 'number',
  /** Mean time between two requests of this person in the last 7d (minutes). */
  subjectGapMean7d: 'number',
  /** Shortest time between two requests of this person in the last 1h (minutes). */
  subjectGapMin1h: 'number',
  /** Shortest time between two requests of this person in the last 24h (minutes). */
  subjectGapMin24h: 'number',
  /** Shortest time between two requests of this person in the last 7d (minutes). */
  subjectGapMin7d: 'number',
  /** Mean time between two requests from this browser (tracking id) in the last 1h (minutes). */
  trackingGapMean1h: 'number',
  /** Mean time between two requests from this browser (tracking id) in the last 24h (minutes). */
  trackingGapMean24h: 'number',
  /** Shortest time between two requests from this browser (tracking id) in the last 1h (minutes). */
  trackingGapMin1h: 'number',
  /** Shortest time between two requests from this browser (tracking id) in the last 24h (minutes). */
  trackingGapMin24h: 'number',
  /** Time since the last request of this person, within 28d (minutes). */
  subjectMinutesSinceRequest28d: 'number',
  /** Time since the last request that nobody answered of this person, within 28d (minutes). */
  subjectMinutesSinceTimeOut28d: 'number',
  /** Time since the last wrong verification code of this person, within 28d (minutes). */
  subjectMinutesSinceWrongCode28d: 'number',
  /** Time since the last blocked request of this person, within 28d (minutes). */
  subjectMinutesSinceBlock28d: 'number',
  /** Time since the last request on this account, within 28d (minutes). */
  accountMinutesSinceRequest28d: 'number',
  /** Time since the last refusal on this account, within 28d (minutes). */
  accountMinutesSinceRefusal28d: 'number',
  /** Time since the last request from this browser (tracking id), within 28d (minutes). */
  trackingMinutesSinceRequest28d: 'number',
  /** Time since the last refusal from this browser (tracking id), within 28d (minutes). */
  trackingMinutesSinceRefusal28d: 'number',
  /** Time since the last request that nobody answered from this browser (tracking id), within 28d (minutes). */
  trackingMinutesSinceTimeOut28d: 'number',
  /** Time since the last report of “this was not me” from this browser (tracking id), within 28d (minutes). */
  trackingMinutesSinceReport28d: 'number',
  /** Time since the last completed session from this browser (tracking id), within 28d (minutes). */
  trackingMinutesSinceCompletion28d: 'number',
  /** Time since the first request of this person within the last 24h (hours). */
  subjectHoursSinceFirstRequest24h: 'number',
  /** Time since the first request of this person within the last 28d (hours). */
  subjectHoursSinceFirstRequest28d: 'number',
  /** Time since the first request from this browser (tracking id) within the last 24h (hours). */
  trackingHoursSinceFirstRequest24h: 'number',
  /** Time since the first request from this browser (tracking id) within the last 28d (hours). */
  trackingHoursSinceFirstRequest28d: 'number',
  /** Share of requests from this address in the last 24h that were refused, not answered or had a wrong code (share). */
  addressRefusalRate24h: 'number',
  /** Share of requests from this address in the last 7d that were refused, not answered or had a wrong code (share). */
  addressRefusalRate7d: 'number',
  /** Share of requests from this network (/24 or /48) in the last 24h that were refused, not answered or had a wrong code (share). */
  networkRefusalRate24h: 'number',
  /** Share of requests from this network (/24 or /48) in the last 7d that were refused, not answered or had a wrong code (share). */
  networkRefusalRate7d: 'number',
  /** Share of requests of this relying party in the last 24h that were refused, not answered or had a wrong code (share). */
  relyingPartyRefusalRate24h: 'number',
  /** Share of requests of this relying party in the last 7d that were refused, not answered or had a wrong code (share). */
  relyingPartyRefusalRate7d: 'number',
  /** Share of requests with a text of this shape in the last 24h that were refused, not answered or had a wrong code (share). */
  templateRefusalRate24h: 'number',
  /** Share of requests for payments to this payee in the last 7d that were refused, not answered or had a wrong code (share). */
  payeeRefusalRate7d: 'number',
  /** Time since the last request from this address (minutes). */
  addressMinutesSinceRequest: 'number',
  /** Time since the last refusal from this address (minutes). */
  addressMinutesSinceRefusal: 'number',
  /** Time since the last report of “this was not me” from this address (minutes). */
  addressMinutesSinceReport: 'number',
  /** Time since the last blocked request from this address (minutes). */
  addressMinutesSinceBlock: 'number',
  /** Time since the last request from this network (/24 or /48) (minutes). */
  networkMinutesSinceRequest: 'number',
  /** Time since the last report of “this was not me” from this network (/24 or /48) (minutes). */
  networkMinutesSinceReport: 'number',
  /** Time since the last request with a text of this shape (minutes). */
  templateMinutesSinceRequest: 'number',
  /** Time since the last report of “this was not me” with a text of this shape (minutes). */
  templateMinutesSinceReport: 'number',
  /** Time since the last request for payments to this payee (minutes). */
  payeeMinutesSinceRequest: 'number',
  /** Time since the last completed session for payments to this payee (minutes). */
  payeeMinutesSinceCompletion: 'number',
  /** Time since the last report of “this was not me” for payments to this payee (minutes). */
  payeeMinutesSinceReport: 'number',
  /** Sum of completed amounts from this address in the last 24h, in the same currency (major units of the currency). */
  addressAmountSum24h: 'number',
  /** Mean of completed amounts from this address in the last 24h, in the same currency (major units of the currency). */
  addressAmountMean24h: 'number',
  /** Largest of completed amounts from this address in the last 24h, in the same currency (major units of the currency). */
  addressAmountMax24h: 'number',
  /** Sum of completed amounts from this address in the last 7d, in the same currency (major units of the currency). */
  addressAmountSum7d: 'number',
  /** Mean of completed amounts from this address in the last 7d, in the same currency (major units of the currency). */
  addressAmountMean7d: 'number',
  /** Largest of completed amounts from this address in the last 7d, in the same currency (major units of the currency). */
  addressAmountMax7d: 'number',
  /** Sum of completed amounts from this address in the last 28d, in the same currency (major units of the currency). */
  addressAmountSum28d: 'number',
  /** Mean of completed amounts from this address in the last 28d, in the same currency (major units of the currency). */
  addressAmountMean28d: 'number',
  /** Largest of completed amounts from this address in the last 28d, in the same currency (major units of the currency). */
  addressAmountMax28d: 'number',
  /** Sum of completed amounts of this relying party in the last 24h, in the same currency (major units of the currency). */
  relyingPartyAmountSum24h: 'number',
  /** Mean of completed amounts of this relying party in the last 24h, in the same currency (major units of the currency). */
  relyingPartyAmountMean24h: 'number',
  /** Largest of completed amounts of this relying party in the last 24h, in the same currency (major units of the currency). */
  relyingPartyAmountMax24h: 'number',
  /** Sum of completed amounts of this relying party in the last 28d, in the same currency (major units of the currency). */
  relyingPartyAmountSum28d: 'number',
  /** Mean of completed amounts of this relying party in the last 28d, in the same currency (major units of the currency). */
  relyingPartyAmountMean28d: 'number',
  /** Largest of completed amounts of this relying party in the last 28d, in the same currency (major units of the currency). */
  relyingPartyAmountMax28d: 'number',
  /** Sum of requested amounts for payments to this payee in the last 24h, in the same currency (major units of the currency). */
  payeeRequestedAmountSum24h: 'number',
  /** Mean of requested amounts for payments to this payee in the last 24h, in the same currency (major units of the currency). */
  payeeRequestedAmountMean24h: 'number',
  /** Largest of requested amounts for payments to this payee in the last 24h, in the same currency (major units of the currency). */
  payeeRequestedAmountMax24h: 'number',
  /** Sum of requested amounts for payments to this payee in the last 7d, in the same currency (major units of the currency). */
  payeeRequestedAmountSum7d: 'number',
  /** Mean of requested amounts for payments to this payee in the last 7d, in the same currency (major units of the currency). */
  payeeRequestedAmountMean7d: 'number',
  /** Largest of requested amounts for payments to this payee in the last 7d, in the same currency (major units of the currency). */
  payeeRequestedAmountMax7d: 'number',
  /** Sum of requested amounts for payments to this payee in the last 28d, in the same currency (major units of the currency). */
  payeeRequestedAmountSum28d: 'number',
  /** Mean of requested amounts for payments to this payee in the last 28d, in the same currency (major units of the currency). */
  payeeRequestedAmountMean28d: 'number',
  /** Largest of requested amounts for payments to this payee in the last 28d, in the same currency (major units of the currency). */
  payeeRequestedAmountMax28d: 'number',
  // network
  /** The relying party said from which address the request was started (yes or no). */
  initiatorKnown: 'boolean',
  /** The relying party gave a tracking id of the browser (yes or no). */
  trackingGiven: 'boolean',
  /** The request was started through a VPN (yes or no). */
  initiatorVpn: 'boolean',
  /** The request was started from a data centre (yes or no). */
  initiatorDatacenter: 'boolean',
  /** The request was started through a VPN or from a data centre (yes or no). */
  initiatorAnonymous: 'boolean',
  /** The phone speaks, or spoke last, through a VPN or from a data centre (yes or no). */
  phoneAnonymous: 'boolean',
  /** The person has started completed requests from this network before (yes or no). */
  initiatorNetworkKnown: 'boolean',
  /** The person has confirmed from this network before (yes or no). */
  phoneNetworkKnown: 'boolean',
  /** Time since the address first started a request for anybody (hours). */
  addressAgeHours: 'number',
  /** Time since the network (/24 or /48) first started a request for anybody (hours). */
  networkAgeHours: 'number',
  /** The user agent of the browser is a program’s (yes or no). */
  automatedClient: 'boolean',
  // history
  /** The windows of the past could be read (yes or no). */
  historyKnown: 'boolean',
  /** The person has completed enough sessions over enough days to have habits (yes or no). */
  habitsKnown: 'boolean',
  /** Sessions that the person has ever completed, as far as remembered (sessions). */
  completedSessions: 'number',
  /** The person has completed sessions from this browser (tracking id) before (yes or no). */
  trackingKnown: 'boolean',
  /** Neither browser nor network (without a tracking id: nor place) is one that this person uses (yes or no). */
  initiatorStranger: 'boolean',
  /** Neither browser nor network is known to be one that this person uses; true too where nobody says (yes or no). */
  initiatorUnfamiliar: 'boolean',
  /** The person has completed a session at this relying party before (yes or no). */
  relyingPartyKnown: 'boolean',
  /** Sessions that the person has completed at this relying party (sessions). */
  sessionsAtRelyingParty: 'number',
  /** The person is hardly ever active within two hours of this hour (yes or no). */
  unusualHour: 'boolean',
  /** Time since the person’s last completed session (days). */
  daysSinceLastCompleted: 'number',
  /** Time since the person last refused a request (minutes). */
  minutesSinceRefusal: 'number',
  /** Time since the person last reported “this was not me” (hours). */
  hoursSinceReport: 'number',
  /** Requests of the last day that came from browsers and networks not the person’s own (requests). */
  strangerRequests24h: 'number',
  /** Time since a log-in was last asked for from a browser and network not the person’s own (minutes). */
  minutesSinceStrangerLogin: 'number',
  /** Requests of this person in the last 10m that were stopped or came from a stranger (requests). */
  subjectAlarms10m: 'number',
  /** Requests of this person in the last 1h that were stopped or came from a stranger (requests). */
  subjectAlarms1h: 'number',
  /** Requests of this person in the last 24h that were stopped or came from a stranger (requests). */
  subjectAlarms24h: 'number',
  /** Time since a request of this person was stopped or came from a stranger (minutes). */
  minutesSinceAlarm: 'number',
  /** Other relying parties that asked in the last 10 minutes, from neither browser nor network that the person uses (relying parties). */
  unfamiliarRelyingParties10m: 'number',
  /** Frauds of this person that became known in the last 7d (frauds). */
  subjectConfirmedFrauds7d: 'number',
  /** Frauds of this person that became known in the last 28d (frauds). */
  subjectConfirmedFrauds28d: 'number',
  /** Time since the first fraud of this person became known, within 28d (days). */
  subjectDaysSinceFirstFraud: 'number',
  /** Time since the last fraud of this person became known, within 28d (days). */
  subjectDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known of this person in the last 28d (share). */
  subjectFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions of this person of which it became known last (share). */
  subjectNewestFraudShare: 'number',
  /** Sessions of this person of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  subjectFraudsInARow: 'number',
  /** Time since the first fraud of this person became known after which no session proved genuine, within 28d (days). */
  subjectDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds of this person in 28d, in the same currency (major units of the currency). */
  subjectFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds of this person in 28d, in the same currency (major units of the currency). */
  subjectFraudAmountMax: 'number',
  /** Frauds on this account that became known in the last 7d (frauds). */
  accountConfirmedFrauds7d: 'number',
  /** Frauds on this account that became known in the last 28d (frauds). */
  accountConfirmedFrauds28d: 'number',
  /** Time since the first fraud on this account became known, within 28d (days). */
  accountDaysSinceFirstFraud: 'number',
  /** Time since the last fraud on this account became known, within 28d (days). */
  accountDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known on this account in the last 28d (share). */
  accountFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions on this account of which it became known last (share). */
  accountNewestFraudShare: 'number',
  /** Sessions on this account of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  accountFraudsInARow: 'number',
  /** Time since the first fraud on this account became known after which no session proved genuine, within 28d (days). */
  accountDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds on this account in 28d, in the same currency (major units of the currency). */
  accountFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds on this account in 28d, in the same currency (major units of the currency). */
  accountFraudAmountMax: 'number',
  /** Frauds from this browser (tracking id) that became known in the last 7d (frauds). */
  trackingConfirmedFrauds7d: 'number',
  /** Frauds from this browser (tracking id) that became known in the last 28d (frauds). */
  trackingConfirmedFrauds28d: 'number',
  /** Time since the first fraud from this browser (tracking id) became known, within 28d (days). */
  trackingDaysSinceFirstFraud: 'number',
  /** Time since the last fraud from this browser (tracking id) became known, within 28d (days). */
  trackingDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known from this browser (tracking id) in the last 28d (share). */
  trackingFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions from this browser (tracking id) of which it became known last (share). */
  trackingNewestFraudShare: 'number',
  /** Sessions from this browser (tracking id) of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  trackingFraudsInARow: 'number',
  /** Time since the first fraud from this browser (tracking id) became known after which no session proved genuine, within 28d (days). */
  trackingDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds from this browser (tracking id) in 28d, in the same currency (major units of the currency). */
  trackingFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds from this browser (tracking id) in 28d, in the same currency (major units of the currency). */
  trackingFraudAmountMax: 'number',
  /** Frauds from this address that became known in the last 7d (frauds). */
  addressConfirmedFrauds7d: 'number',
  /** Frauds from this address that became known in the last 28d (frauds). */
  addressConfirmedFrauds28d: 'number',
  /** Time since the first fraud from this address became known, within 28d (days). */
  addressDaysSinceFirstFraud: 'number',
  /** Time since the last fraud from this address became known, within 28d (days). */
  addressDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known from this address in the last 28d (share). */
  addressFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions from this address of which it became known last (share). */
  addressNewestFraudShare: 'number',
  /** Sessions from this address of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  addressFraudsInARow: 'number',
  /** Time since the first fraud from this address became known after which no session proved genuine, within 28d (days). */
  addressDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds from this address in 28d, in the same currency (major units of the currency). */
  addressFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds from this address in 28d, in the same currency (major units of the currency). */
  addressFraudAmountMax: 'number',
  /** Frauds from this network (/24 or /48) that became known in the last 7d (frauds). */
  networkConfirmedFrauds7d: 'number',
  /** Frauds from this network (/24 or /48) that became known in the last 28d (frauds). */
  networkConfirmedFrauds28d: 'number',
  /** Time since the first fraud from this network (/24 or /48) became known, within 28d (days). */
  networkDaysSinceFirstFraud: 'number',
  /** Time since the last fraud from this network (/24 or /48) became known, within 28d (days). */
  networkDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known from this network (/24 or /48) in the last 28d (share). */
  networkFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions from this network (/24 or /48) of which it became known last (share). */
  networkNewestFraudShare: 'number',
  /** Sessions from this network (/24 or /48) of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  networkFraudsInARow: 'number',
  /** Time since the first fraud from this network (/24 or /48) became known after which no session proved genuine, within 28d (days). */
  networkDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds from this network (/24 or /48) in 28d, in the same currency (major units of the currency). */
  networkFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds from this network (/24 or /48) in 28d, in the same currency (major units of the currency). */
  networkFraudAmountMax: 'number',
  /** Frauds at this relying party that became known in the last 7d (frauds). */
  relyingPartyConfirmedFrauds7d: 'number',
  /** Frauds at this relying party that became known in the last 28d (frauds). */
  relyingPartyConfirmedFrauds28d: 'number',
  /** Time since the first fraud at this relying party became known, within 28d (days). */
  relyingPartyDaysSinceFirstFraud: 'number',
  /** Time since the last fraud at this relying party became known, within 28d (days). */
  relyingPartyDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known at this relying party in the last 28d (share). */
  relyingPartyFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions at this relying party of which it became known last (share). */
  relyingPartyNewestFraudShare: 'number',
  /** Sessions at this relying party of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  relyingPartyFraudsInARow: 'number',
  /** Time since the first fraud at this relying party became known after which no session proved genuine, within 28d (days). */
  relyingPartyDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds at this relying party in 28d, in the same currency (major units of the currency). */
  relyingPartyFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds at this relying party in 28d, in the same currency (major units of the currency). */
  relyingPartyFraudAmountMax: 'number',
  /** Frauds with a text of this shape that became known in the last 7d (frauds). */
  templateConfirmedFrauds7d: 'number',
  /** Frauds with a text of this shape that became known in the last 28d (frauds). */
  templateConfirmedFrauds28d: 'number',
  /** Time since the first fraud with a text of this shape became known, within 28d (days). */
  templateDaysSinceFirstFraud: 'number',
  /** Time since the last fraud with a text of this shape became known, within 28d (days). */
  templateDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known with a text of this shape in the last 28d (share). */
  templateFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions with a text of this shape of which it became known last (share). */
  templateNewestFraudShare: 'number',
  /** Sessions with a text of this shape of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  templateFraudsInARow: 'number',
  /** Time since the first fraud with a text of this shape became known after which no session proved genuine, within 28d (days). */
  templateDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds with a text of this shape in 28d, in the same currency (major units of the currency). */
  templateFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds with a text of this shape in 28d, in the same currency (major units of the currency). */
  templateFraudAmountMax: 'number',
  /** Frauds of payments to this payee that became known in the last 7d (frauds). */
  payeeConfirmedFrauds7d: 'number',
  /** Frauds of payments to this payee that became known in the last 28d (frauds). */
  payeeConfirmedFrauds28d: 'number',
  /** Time since the first fraud of payments to this payee became known, within 28d (days). */
  payeeDaysSinceFirstFraud: 'number',
  /** Time since the last fraud of payments to this payee became known, within 28d (days). */
  payeeDaysSinceLastFraud: 'number',
  /** Share of frauds among what became known of payments to this payee in the last 28d (share). */
  payeeFraudShare28d: 'number',
  /** Share of frauds among the 5 sessions of payments to this payee of which it became known last (share). */
  payeeNewestFraudShare: 'number',
  /** Sessions of payments to this payee of which it became known last, counted back to the newest that was genuine, in 28d (frauds). */
  payeeFraudsInARow: 'number',
  /** Time since the first fraud of payments to this payee became known after which no session proved genuine, within 28d (days). */
  payeeDaysSinceFraudsInARow: 'number',
  /** Mean amount of confirmed frauds of payments to this payee in 28d, in the same currency (major units of the currency). */
  payeeFraudAmountMean: 'number',
  /** Largest amount of confirmed frauds of payments to this payee in 28d, in the same currency (major units of the currency). */
  payeeFraudAmountMax: 'number',
  /** Completed sessions that the shares of this person are counted over (sessions). */
  ownSessions: 'number',
  /** Share of this person’s completed sessions that were started from this network (/24 or /48) (share). */
  networkOwnShare: 'number',
  /** Share of this person’s completed sessions that were started from this place (half a degree) (share). */
  placeOwnShare: 'number',
  /** Share of this person’s completed sessions that were started in this browser (tracking id) (share). */
  browserOwnShare: 'number',
  /** Share of this person’s completed sessions that were started in a browser and system of this kind (share). */
  userAgentOwnShare: 'number',
  /** Share of this person’s completed sessions that were completed in this hour of the (UTC) day (share). */
  hourOwnShare: 'number',
  /** Share of this person’s completed sessions that were confirmed where the phone is, or was last (half a degree) (share). */
  phonePlaceOwnShare: 'number',
  /** Share of this person’s completed sessions that were at this relying party (share). */
  relyingPartyOwnShare: 'number',
  /** Share of this person’s completed sessions that were started from this country (share). */
  countryOwnShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were started from this network (/24 or /48) (share). */
  networkGlobalShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were started from this place (half a degree) (share). */
  placeGlobalShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were started in this browser (tracking id) (share). */
  browserGlobalShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were started in a browser and system of this kind (share). */
  userAgentGlobalShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were completed in this hour of the (UTC) day (share). */
  hourGlobalShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were confirmed where the phone is, or was last (half a degree) (share). */
  phonePlaceGlobalShare: 'number',
  /** Share of everybody’s completed sessions in 28d that were at this relying party (share). */
  relyingPartyGlobalShare: 'number',
  // protocol
  /** What is asked of the person (authentication, signature or certificateChoice). */
  kind: 'string',
  /** How the request finds the phone (Notification, QR, Web2App or App2App). */
  flow: 'string',
  /** Which of the two decisions this is (delivery or release). */
  stage: 'string',
  /** The phone rings without having been near the browser, and the browser is a stranger’s or unknown (yes or no). */
  coldPush: 'boolean',
  /** The relying party has the person choose the verification code (yes or no). */
  codeChoiceAsked: 'boolean',
  /** Time since the person last completed a log-in (PIN1) (minutes). */
  minutesSinceLogin: 'number',
  /** Other relying parties that asked this person in the last 10 minutes (relying parties). */
  otherRelyingParties10m: 'number',
  /** Other relying parties that asked this person in the last hour (relying parties). */
  otherRelyingParties1h: 'number',
  /** Browser and app should be on one device, and are far apart in different networks (yes or no). */
  sameDeviceEndsDiffer: 'boolean',
  /** Browser and app should be on one device, and the browser’s system is not the phone’s (yes or no). */
  sameDeviceSystemDiffers: 'boolean',
  /** Times in the last 10 minutes that the phone rang and the person refused or did not answer (prompts). */
  promptsUnanswered10m: 'number',
  /** The first signature (PIN2) at this relying party after a log-in of the last hour from a browser not the person’s own (yes or no). */
  firstPin2AfterUnknownLogin: 'boolean',
  /** Signatures that this account has completed in 28 days (signatures). */
  accountSignatures28d: 'number',
  /** Time from seeing the request to the PIN (seconds). */
  confirmSeconds: 'number',
  // content
  /** Amount of the payment, as the relying party says (major units of the currency). */
  amount: 'number',
  /** Amount against the largest that the person completed in 28 days, in the same currency (times). */
  amountToUsualMax: 'number',
  /** Amount against the mean that the person completed in 28 days, in the same currency (times). */
  amountToUsualMean: 'number',
  /** Payments that the person completed in 28 days (payments). */
  paymentsCompleted28d: 'number',
  /** The person has paid this payee before (yes or no). */
  payeeKnown: 'boolean',
  /** Payees that the person had never paid before and was asked to pay in the last day (payees). */
  newPayeesSigned24h: 'number',
  /** Time since anybody was first asked to pay this payee (hours). */
  payeeAgeHours: 'number',
  /** Other people who were asked to pay this payee in the last week (people). */
  payeeOtherPeople7d: 'number',
  /** Reports of “this was not me” about payments to this payee in 28 days (reports). */
  payeeReports28d: 'number',
  /** The text beside the PIN holds a web address (yes or no). */
  textHasUrl: 'boolean',
  /** The text beside the PIN holds a telephone number (yes or no). */
  textHasPhoneNumber: 'boolean',
  /** The text beside the PIN names a brand that the relying party’s own name does not hold (yes or no). */
  textNamesOtherBrand: 'boolean',
  /** Length of the text beside the PIN (characters). */
  textLength: 'number',
  /** A relying party whose texts are known shows one of a shape first seen less than a day ago (yes or no). */
  templateNew: 'boolean',
  /** A relying party whose texts are known shows one of a shape that nobody was ever shown (yes or no). */
  templateNeverSeen: 'boolean',
  /** Other people who were shown a text of this shape by this relying party in the last hour (people). */
  templateOtherPeople1h: 'number',
  /** Completed sessions with an amount in this currency that set what is usual (sessions). */
  usualAmounts: 'number',
  /** Mean amount of the sessions that the person has completed, frauds taken out again (major units of the currency). */
  usualAmountMean: 'number',
  /** How many standard deviations the amount lies above the person’s mean, few amounts taken with care (standard deviations). */
  amountDeviations: 'number',
  /** Amount against the person’s mean (times). */
  amountToMeanEver: 'number',
  /** Amount against the largest that the person has completed (times). */
  amountToMaxEver: 'number',
  /** Share of the amounts that the person completed in 28 days that are below this one (share). */
  amountPercentile28d: 'number',
  /** Completed sessions of the last 24h with more than 3 times the person’s mean amount (sessions). */
  largeAmounts24h: 'number',
  /** Completed sessions of the last 7d with more than 3 times the person’s mean amount (sessions). */
  largeAmounts7d: 'number',
  /** Completed sessions of the last 14d with more than 3 times the person’s mean amount (sessions). */
  largeAmounts14d: 'number',
} as const
