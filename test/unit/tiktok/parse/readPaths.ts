import { isRecord } from '@/lib/tiktok/wire/coerce';

export type Path = readonly (string | number)[];

const isContainer = (value: unknown): value is object => typeof value === 'object' && value !== null;

/**
 * Every place of a JSON value that a reader looks at, absent fields included. Found by letting it read through a
 * proxy, so that a field that a schema starts to read is tested without being listed.
 */
export const readPaths = (body: unknown, read: (body: unknown) => unknown): Path[] => {
  const seen = new Map<string, Path>();
  const note = (path: Path) => seen.set(JSON.stringify(path), path);
  const wrap = (value: unknown, path: Path): unknown => {
    if (!isContainer(value)) return value;
    const own = (key: string): Path => [...path, Array.isArray(value) ? Number(key) : key];
    const isField = (key: string | symbol): key is string =>
      typeof key === 'string' && (Array.isArray(value) ? /^\d+$/.test(key) : !(key in Object.prototype));
    return new Proxy(value, {
      get: (target, key) => {
        const inner: unknown = Reflect.get(target, key);
        if (!isField(key)) return inner;
        note(own(key));
        return wrap(inner, own(key));
      },
    });
  };
  read(wrap(body, []));
  return [...seen.values()];
};

const change = (
  holder: unknown,
  key: string | number | undefined,
  write: (holder: object, key: string | number) => void,
) => {
  if (isContainer(holder) && key !== undefined) write(holder, key);
};

/** Puts a value at a place (undefined removes it), runs, and puts the old one back. */
export const withChange = <T>(body: unknown, path: Path, value: unknown, run: () => T): T => {
  const key = path.at(-1);
  const holder = path
    .slice(0, -1)
    .reduce<unknown>((inner, step) => (isContainer(inner) ? Reflect.get(inner, step) : undefined), body);
  const before: unknown = isContainer(holder) && key !== undefined ? Reflect.get(holder, key) : undefined;
  const existed = isContainer(holder) && key !== undefined && Object.hasOwn(holder, key);
  change(holder, key, (target, at) =>
    value === undefined ? Reflect.deleteProperty(target, at) : Reflect.set(target, at, value),
  );
  try {
    return run();
  } finally {
    change(holder, key, (target, at) =>
      existed ? Reflect.set(target, at, before) : Reflect.deleteProperty(target, at),
    );
  }
};

/** All values below fields of these names, as text: where addresses stand in a parsed value. */
export const valuesUnder = (value: unknown, names: readonly string[]): string[] => {
  if (Array.isArray(value)) return value.flatMap((inner) => valuesUnder(inner, names));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    names.includes(key) ? [JSON.stringify(inner)] : valuesUnder(inner, names),
  );
};

/** All text in a value. */
export const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value];
  if (isContainer(value)) return Object.values(value).flatMap(textsIn);
  return [];
};
