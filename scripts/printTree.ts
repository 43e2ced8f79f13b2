type Folder = Map<string, Folder>;

const grow = (paths: readonly string[]): Folder => {
  const root: Folder = new Map();
  for (const path of paths) {
    let folder = root;
    for (const name of path.split('/')) {
      const next: Folder = folder.get(name) ?? new Map();
      folder.set(name, next);
      folder = next;
    }
  }
  return root;
};

const print = (folder: Folder, indent: string): void => {
  const names = [...folder.keys()].sort();
  names.forEach((name, place) => {
    const last = place === names.length - 1;
    console.log(`${indent}${last ? '└─ ' : '├─ '}${name}`);
    print(folder.get(name) ?? new Map(), `${indent}${last ? '   ' : '│  '}`);
  });
};

/** Prints relative paths as a tree of folders. */
export const printTree = (paths: readonly string[]): void => print(grow(paths), '');
