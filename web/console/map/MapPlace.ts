/** What a map marks: a point with a name, drawn in one of the theme's colours. */
export type MapPlace = {
  key: string
  name: string
  latitude: number
  longitude: number
  color: 'primary' | 'error' | 'warning' | 'info' | 'success'
  /** Share of the largest marker, 0 to 1; 1 where it is left out. */
  size?: number
}
