import type { Diagnostics } from '@/lib/ports/Diagnostics';
import { scrubValue } from './scrub';

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
