import browser from 'webextension-polyfill';

/** The polyfill knows neither: Chrome has the first from 91 on, the second from 130; Firefox the first from 128. */
interface ToolbarApi {
  getUserSettings?(): Promise<{ readonly isOnToolbar?: boolean }>;
  readonly onUserSettingsChanged?: {
    addListener(listener: () => void): void;
    removeListener(listener: () => void): void;
  };
}

/**
 * Calls back with whether TokShelf's button stands in the toolbar, now and after changes; never where the browser does not
 * tell. Where it tells of no change, coming back to the page asks anew. Returns the function that stops this.
 */
export const watchPinned = (onPinned: (pinned: boolean) => void): (() => void) => {
  const api: typeof browser.action & ToolbarApi = browser.action;
  const look = (): void => {
    api.getUserSettings?.().then(
      ({ isOnToolbar }) => {
        if (isOnToolbar !== undefined) onPinned(isOnToolbar);
      },
      (error: unknown) => console.error('TokShelf toolbar', error),
    );
  };
  addEventListener('focus', look);
  api.onUserSettingsChanged?.addListener(look);
  look();
  return () => {
    removeEventListener('focus', look);
    api.onUserSettingsChanged?.removeListener(look);
  };
};
