import type { Change, SiteReply } from './driftSite';

type Json = unknown;
type Fields = Record<string, Json>;
/** Takes a field's value and gives the fields that stand in its place. */
type Rewrite = (value: Json, key: string) => Fields;

const isFields = (value: Json): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

const walk = (value: Json, key: string, rewrite: Rewrite): Json => {
  if (Array.isArray(value)) return value.map((one) => walk(one, key, rewrite));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const walked = walk(inner, key, rewrite);
      return name === key ? Object.entries(rewrite(walked, name)) : [[name, walked] as const];
    }),
  );
};

/** Changes a reply's JSON, or that of a page's script elements. */
export const inJson =
  (change: (json: Json) => Json): Change =>
  (reply) => {
    const text = (json: string): string => JSON.stringify(change(JSON.parse(json)));
    if (/^\s*[{[]/.test(reply.body)) return { ...reply, body: text(reply.body) };
    const body = reply.body.replace(
      /(<script id="[^"]+" type="application\/json">)([\s\S]*?)(<\/script>)/g,
      (_, open: string, json: string, close: string) => `${open}${text(json).replaceAll('<', '\\u003C')}${close}`,
    );
    return { ...reply, body };
  };

/** Fields of this name, wherever they stand. */
export const field = (key: string, rewrite: Rewrite): Change => inJson((json) => walk(json, key, rewrite));
export const renamed = (key: string, to: string): Change => field(key, (value) => ({ [to]: value }));
export const gone = (key: string): Change => field(key, () => ({}));
export const valued = (key: string, value: (old: Json) => Json): Change =>
  field(key, (old, name) => ({ [name]: value(old) }));
export const moved = (key: string, under: string): Change =>
  field(key, (value, name) => ({ [under]: { [name]: value } }));

const posts = (value: Json, change: (post: Fields) => Json): Json => {
  if (Array.isArray(value)) return value.map((one) => posts(one, change));
  if (!isFields(value)) return value;
  if ('author' in value && 'video' in value) return change(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, posts(inner, change)]));
};

/** Each post, wherever it stands. */
export const inPosts = (change: (post: Fields) => Json): Change => inJson((json) => posts(json, change));
export const postField = (key: string, value: (old: Json) => Json): Change =>
  inPosts((post) => (key in post ? { ...post, [key]: value(post[key]) } : post));
export const postWithout = (...keys: string[]): Change =>
  inPosts((post) => Object.fromEntries(Object.entries(post).filter(([key]) => !keys.includes(key))));

/** Every text that is an address. */
export const addresses = (change: (url: string) => string): Change =>
  inJson((json) => {
    const each = (value: Json): Json => {
      if (typeof value === 'string') return /^https:\/\/[^/]+\/./.test(value) ? change(value) : value;
      if (Array.isArray(value)) return value.map(each);
      return isFields(value) ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, each(one)])) : value;
    };
    return each(json);
  });

export const body =
  (change: (text: string) => string): Change =>
  (reply) => ({ ...reply, body: change(reply.body) });
export const status =
  (code: number): Change =>
  (reply) => ({ ...reply, status: code, body: '' });
export const header =
  (name: string, value: string): Change =>
  (reply) => ({
    ...reply,
    headers: { ...reply.headers, [name]: value },
  });
export const both =
  (...changes: readonly Change[]): Change =>
  (reply) =>
    changes.reduce<SiteReply>((before, change) => change(before), reply);

/** Only replies to these paths. */
export const at =
  (path: RegExp, change: Change): Change =>
  (reply) =>
    path.test(reply.path) ? change(reply) : reply;
