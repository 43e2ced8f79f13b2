import { failure } from '@/lib/base/failure';
import { err, ok, type Result } from '@/lib/base/result';
import { SETTINGS_VERSION, type Settings, settingsSchema } from './settings';

type Stored = Readonly<Record<string, unknown>>;

/** From version N to N + 1, one pure function each; a fixture per version stands in test/fixtures/settings. */
const migrations: Readonly<Record<number, (old: Stored) => Stored>> = {};

const isObject = (value: unknown): value is Stored =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Reads stored or imported settings of any version up to ours.
 * Errors: `input` with the first thing that is wrong; settings of a newer TokShelf are refused rather than cut down.
 */
export const readSettingsValue = (value: unknown): Result<Settings> => {
  if (!isObject(value)) return err(failure('input', 'not an object'));
  const version = typeof value.version === 'number' ? value.version : SETTINGS_VERSION;
  if (version > SETTINGS_VERSION) return err(failure('input', `version ${version} is newer than ${SETTINGS_VERSION}`));
  let current: Stored = value;
  for (let from = version; from < SETTINGS_VERSION; from += 1) {
    const migrate = migrations[from];
    if (!migrate) return err(failure('input', `no way from version ${from}`));
    current = { ...migrate(current), version: from + 1 };
  }
  const parsed = settingsSchema.safeParse(current);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return err(failure('input', issue ? `${issue.path.join('.')}: ${issue.message}` : 'malformed'));
};
