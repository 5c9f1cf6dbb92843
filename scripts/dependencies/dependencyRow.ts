/**
 * What the files under `path` may import, besides one another. All entries are beginnings of paths or names;
 * a `path` that ends in `*` means the files of that very folder. The row with the longest fitting path counts. What a
 * row does not name is forbidden, and a file without a row is an error.
 */
export type DependencyRow = {
  path: string
  /** Paths of the project whose values and types they may use. */
  may?: readonly string[]
  /** Paths of the project whose types alone they may use: the values arrive as arguments. */
  typesOf?: readonly string[]
  /** Packages; `anyPackage` where the folder is the edge of the program. */
  packages?: readonly string[] | 'anyPackage'
}
