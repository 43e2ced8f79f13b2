/** A browser with the extension in it, and a page of its own kind. */
interface Run<Page> {
  message(page: Page, message: unknown): Promise<unknown>;
}

interface Reply {
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly code: string; readonly detail?: string };
}

/** Sends a command of lib/rpc/protocol from a page of the extension; throws when it is refused. Wakes the worker. */
export const command = async <Page>(run: Run<Page>, page: Page, name: string, input: unknown): Promise<unknown> => {
  const reply = (await run.message(page, { type: 'command', name, input })) as Reply | undefined;
  if (!reply?.ok) throw new Error(`${name}: ${JSON.stringify(reply?.error ?? 'no answer')}`);
  return reply.value;
};

/** Takes out the pauses between list pages, so that tests need not wait for politeness; `more` = other settings than the defaults. */
export const withoutPauses = <Page>(run: Run<Page>, page: Page, more: object = {}): Promise<unknown> =>
  command(run, page, 'setSettings', { settings: { ...more, pacing: { pageGapMin: 0, pageGapMax: 0 } } });
