import { type Settings, settingsSchema } from '@/lib/model/settings';
import type { parseTemplate } from '@/lib/naming/template/parseTemplate';
import type { Template } from '@/lib/naming/template/Template';
import type { Core } from './QueueCore';

/** Reads the settings anew each time; the template is parsed again only when its text changed. */
export const createRunSettings = (read: () => Promise<Settings>, parse: typeof parseTemplate): Core['runSettings'] => {
  let last: { readonly key: string; readonly template: Template } | undefined;
  return async () => {
    const settings = await read();
    const key = JSON.stringify([settings.template, settings.customFields]);
    if (last?.key !== key) {
      // The options page takes no broken template; one from elsewhere must not stop the work.
      const parsed = parse(settings.template, settings.customFields);
      const safe = parsed.ok ? parsed : parse(settingsSchema.parse({}).template);
      if (!safe.ok) throw new Error(`the default template is broken: ${JSON.stringify(safe.error)}`);
      last = { key, template: safe.value };
    }
    return { settings, template: last.template };
  };
};
