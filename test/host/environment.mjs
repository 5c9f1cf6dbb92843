/** The surroundings of a test file. What the file left open of the host's is ended when the file ends. */
import { TestEnvironment } from 'jest-environment-node'
import { endFile } from './host.mjs'

export default class HostEnvironment extends TestEnvironment {
  hasOwnGraph

  constructor(config, context) {
    super(config, context)
    this.hasOwnGraph = 'ownGraph' in context.docblockPragmas
  }

  async teardown() {
    await endFile()
    await super.teardown()
  }
}
