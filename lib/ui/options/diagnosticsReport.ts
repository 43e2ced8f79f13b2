import { z } from 'zod';
import { errorCodes, waitReasons } from '@/lib/base/errorPolicy';
import { fileTaskSchema } from '@/lib/model/fileTask';
import { jobStates } from '@/lib/model/job';
import { settingsSchema } from '@/lib/model/settings';
import { sourceSchema } from '@/lib/model/source';
import { namingFields } from '@/lib/naming/render/namingFields';
import type { Diagnostics } from '@/lib/ports/Diagnostics';
import { agentWords, knownWords } from './reportWords';

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

const timeText = z
  .number()
  .transform((time) => new Date(time).toISOString())
  .optional()
  .catch(undefined);

const words = z.string().transform(knownWords).optional().catch(undefined);
const count = z.number().optional().catch(undefined);

const oneOf = <T extends string>(values: readonly T[]) => z.enum(values).optional().catch(undefined);

const counts = <T extends string>(values: readonly T[]) =>
  z.object(Object.fromEntries(values.map((value) => [value, count])));

/** All that a report may hold. A field that is not named here, or whose value is none of these, is left out. */
const reportSchema = z.object({
  tokshelf: z
    .string()
    .regex(/^\d{1,5}(?:\.\d{1,5}){0,3}$/)
    .optional()
    .catch(undefined),
  at: timeText,
  userAgent: z.string().transform(agentWords),
  language: z
    .string()
    .regex(/^[A-Za-z]{2,3}(?:[-_][A-Za-z]{2,4}){0,2}$/)
    .optional()
    .catch(undefined),
  routes: z.array(
    z.object({
      endpoint: words,
      route: oneOf(['page', 'work-tab', 'worker']),
      lastSuccess: timeText,
      lastRefusal: timeText,
      refusalCode: oneOf(errorCodes),
    }),
  ),
  signer: oneOf(['global', 'signed', 'none']),
  jobs: counts(jobStates),
  tasks: counts(fileTaskSchema.options.map((option) => option.shape.state.value)),
  kept: z.object({ files: count, posts: count, authors: count }),
  troubles: z.array(
    z.object({
      at: timeText,
      kind: oneOf(sourceSchema.options.map((option) => option.shape.kind.value)),
      waiting: oneOf(waitReasons),
      code: oneOf(errorCodes),
      status: count,
      detail: words,
    }),
  ),
  customFields: count,
  template: z.array(z.enum(namingFields.map(({ name }) => name))),
});

/** What was chosen from a list, switched or counted; texts that the person typed have no place in it. */
const choices = (schema: unknown, value: unknown): unknown => {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional)
    return choices(schema.unwrap(), value);
  if (schema instanceof z.ZodEnum || schema instanceof z.ZodBoolean || schema instanceof z.ZodNumber)
    return schema.safeParse(value).success ? value : undefined;
  if (schema instanceof z.ZodArray && Array.isArray(value))
    return value.map((one) => choices(schema.element, one)).filter((one) => one !== undefined);
  if (schema instanceof z.ZodObject && typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, choices(schema.shape[key], one)]));
  return undefined;
};

/** The fields of ours in a template: what stands between them are a person's own folders. */
const fieldsIn = (template: string): string[] => {
  const named = new Set(template.match(/\{[^{}]*/g)?.flatMap((part) => part.match(/\w+/g) ?? []));
  return namingFields.map(({ name }) => name).filter((name) => named.has(name));
};

/**
 * The report on a fault as text: JSON with times in ISO 8601, of nothing but what {@link reportSchema} and the choices among
 * the settings name. Its details are scrubbed of the person, and only words of our own are left of the rest.
 */
export const diagnosticsReport = (facts: Diagnostics, now: number): string => {
  const { personal, settings, version, ...rest } = facts;
  const clean = scrubValue(rest, personal);
  const report = reportSchema.parse({
    ...Object(clean),
    tokshelf: version,
    at: now,
    customFields: Object.keys(settings.customFields).length,
    template: fieldsIn(settings.template),
  });
  return `${JSON.stringify({ ...report, settings: choices(settingsSchema, settings) }, null, 2)}\n`;
};
