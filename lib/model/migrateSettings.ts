import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { SETTINGS_VERSION, type Settings, settingsSchema } from './settings';

type Stored = Readonly<Record<string, unknown>>;

/** From version N to N + 1, one pure function each; a fixture per version stands in test/fixtures/settings. */
const migrations: Readonly<Record<number, (old: Stored) => Stored>> = {};

const isObject = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Settings of any version in the shape of ours, not yet checked. */
const migrated = (value: unknown): Result<Stored> => {
  if (!isObject(value)) return err(failure('input', 'not an object'));
  const version = typeof value.version === 'number' ? value.version : SETTINGS_VERSION;
  if (version > SETTINGS_VERSION) return err(failure('input', `version ${version} is newer than ${SETTINGS_VERSION}`));
  let current: Stored = value;
  for (let from = version; from < SETTINGS_VERSION; from += 1) {
    const migrate = migrations[from];
    if (!migrate) return err(failure('input', `no way from version ${from}`));
    current = { ...migrate(current), version: from + 1 };
  }
  return ok(current);
};

/**
 * Reads settings from a file or a form, of any version up to ours.
 * Errors: `input` with the first thing that is wrong; settings of a newer TokShelf are refused rather than cut down.
 */
export const readSettingsValue = (value: unknown): Result<Settings> => {
  const current = migrated(value);
  if (!current.ok) return current;
  const parsed = settingsSchema.safeParse(current.value);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(failure('input', issue ? `${issue.path.join('.')}: ${issue.message}` : 'malformed'));
};

const without = (value: unknown, [key, ...deeper]: readonly PropertyKey[]): unknown => {
  if (key === undefined) return value;
  if (Array.isArray(value)) {
    const rest = deeper.length === 0 ? [] : [without(value[Number(key)], deeper)];
    return value.toSpliced(Number(key), 1, ...rest);
  }
  if (!isObject(value)) return undefined;
  const { [String(key)]: inner, ...others } = value;
  return deeper.length === 0 ? others : { ...others, [String(key)]: without(inner, deeper) };
};

// Each round takes out at least one value: more than there are settings would mean that nothing is left to take.
const ROUNDS = 100;

/**
 * Reads stored settings: a value that cannot be used falls back to its default, and costs the others nothing.
 *
 * @returns the settings, and the paths of the values that were left out; the failure of {@link readSettingsValue} where
 * nothing of them can be read
 */
export const readStoredSettings = (
  value: unknown,
): Result<{ readonly settings: Settings; readonly dropped: readonly string[] }> => {
  const current = migrated(value);
  if (!current.ok) return current;
  const dropped: string[] = [];
  let rest: unknown = current.value;
  for (let round = 0; round < ROUNDS; round += 1) {
    const parsed = settingsSchema.safeParse(rest);
    if (parsed.success) return ok({ settings: parsed.data, dropped });
    const path = parsed.error.issues[0]?.path ?? [];
    dropped.push(path.join('.'));
    rest = path.length === 0 ? {} : without(rest, path);
  }
  return err(failure('input', `unusable: ${dropped[0]}`));
};
