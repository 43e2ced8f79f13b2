import type { Diagnostics } from '@/lib/ports/Diagnostics';

const GONE = '[removed]';

const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

/** What gives a person or a session away, each with what is put in its place; in this order, the wider ones first. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // The host of an address helps; its path holds handles and ids, its query holds tokens.
  [/\b(https?:\/\/[\w.-]+)(?::\d+)?(?:[/?#][^\s"'<>]*)?/gi, '$1/…'],
  [/(?<![\w-])(?:blob|file|data|[\w-]*-extension):[^\s"'<>]+/gi, GONE],
  // Paths may hold spaces, so all to the end of the line goes.
  [/(?:\b[a-z]:[\\/]|\\\\|~\/|(?<![\w.:/)…])\/(?=[^\s/]))[^\n"'<>|]*/gi, GONE],
  [/(?<![\w.+-])[\w.+-]+@[\w-]+\.[\w.-]+/g, GONE],
  [/@[\p{L}\p{N}_.]{2,}/gu, `@${GONE}`],
  [/\b([\w-]{2,40})=[^\s&;,"']{6,}/g, `$1=${GONE}`],
  [/(?<![/\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])/g, GONE],
  [/\b(?:[\da-f]{0,4}:){3,7}[\da-f]{1,4}\b/gi, GONE],
  [/\d{8,}/g, GONE],
  [/(?=[\w+%-]*\d)[\w+%-]{16,}={0,2}|[\w+%-]{24,}={0,2}/g, GONE],
];

/**
 * A technical text without what gives a person or a session away: addresses beyond their host, paths of files, handles,
 * e-mail and network addresses, ids, tokens, and the `personal` words whatever their case. Rather too much than too little.
 */
export const scrub = (text: string, personal: readonly string[]): string => {
  const words = personal.filter((word) => word.trim().length >= 2).sort((a, b) => b.length - a.length);
  const withoutWords = (rest: string): string =>
    words.reduce((left, word) => left.replace(new RegExp(literally(word), 'giu'), GONE), rest);
  // Before the patterns, which may take a part of a name and leave the rest; and after, since what they leave may join to one.
  return withoutWords(patterns.reduce((rest, [pattern, put]) => rest.replace(pattern, put), withoutWords(text)));
};

/** A value with every text in it scrubbed, keys left as they are. */
export const scrubValue = (value: unknown, personal: readonly string[]): unknown => {
  if (typeof value === 'string') return scrub(value, personal);
  if (Array.isArray(value)) return value.map((one) => scrubValue(one, personal));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, scrubValue(one, personal)]));
};

const timeOf = (time: number | undefined): string | undefined =>
  time === undefined ? undefined : new Date(time).toISOString();

/**
 * The report on a fault as text: JSON with times in ISO 8601, scrubbed of the person. Of the settings the person's own
 * fields are left out and the template is kept only where it is one of fields and separators.
 */
export const diagnosticsReport = (facts: Diagnostics, now: number): string => {
  const { personal, routes, troubles, settings, ...rest } = facts;
  const { customFields, template, ...choices } = settings;
  const report = {
    ...rest,
    customFields: Object.keys(customFields).length,
    // What stands between the fields of a template are a person's own folders.
    template: template.match(/\{[^{}]*\}/g) ?? [],
    settings: choices,
    troubles: troubles.map(({ at, ...trouble }) => ({ at: timeOf(at), ...trouble })),
    routes: routes.map(({ lastSuccess, lastRefusal, ...route }) => ({
      ...route,
      lastSuccess: timeOf(lastSuccess),
      lastRefusal: timeOf(lastRefusal),
    })),
  };
  const clean = scrubValue(report, personal);
  return `${JSON.stringify({ tokshelf: facts.version, at: timeOf(now), ...Object(clean) }, null, 2)}\n`;
};
