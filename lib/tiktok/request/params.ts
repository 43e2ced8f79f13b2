import type { QueryParams } from '@/lib/tiktok/address/query';
import type { BrowserContext } from './requestContext';

/** Families of endpoints that share their parameters. */
export type ParamBase = 'web' | 'webcast';

/** What both families say of the browser, by the same names. */
const browserParams = (context: BrowserContext): QueryParams => ({
  aid: 1988,
  app_language: context.appLanguage,
  app_name: 'tiktok_web',
  browser_language: context.language,
  browser_name: 'Mozilla',
  browser_online: true,
  browser_platform: context.platform,
  browser_version: context.userAgent.replace(/^Mozilla\//, ''),
  cookie_enabled: true,
  device_id: context.deviceId,
  screen_height: context.screenHeight,
  screen_width: context.screenWidth,
  tz_name: context.timeZone,
});

/**
 * Parameters that every request to www.tiktok.com carries. Names and constants as recorded in requests of 2023 to
 * 2026-10; values are those of the real browser and of the page.
 */
const webParams = (context: BrowserContext, fromPage: string): QueryParams => ({
  ...browserParams(context),
  WebIdLastTime: context.webIdLastTime,
  channel: 'tiktok_web',
  data_collection_enabled: context.loggedIn,
  device_platform: 'web_pc',
  focus_state: true,
  from_page: fromPage,
  history_len: context.historyLength,
  is_fullscreen: false,
  is_page_visible: true,
  language: context.appLanguage,
  odinId: context.odinId,
  os: context.os,
  priority_region: context.loggedIn ? context.region : '',
  referer: '',
  region: context.region,
  user_is_login: context.loggedIn,
  webcast_language: context.appLanguage,
});

/** Parameters of live chat requests to webcast.tiktok.com, as recorded in f2 of 2025-06. */
const webcastParams = (context: BrowserContext): QueryParams => ({
  ...browserParams(context),
  debug: false,
  device_platform: 'web',
  host: 'https://webcast.tiktok.com',
  identity: 'audience',
  live_id: 12,
  sup_ws_ds_opt: 1,
  version_code: 270000,
});

/** The parameters that all endpoints of a family share. */
export const baseParams = (base: ParamBase, context: BrowserContext, fromPage: string): QueryParams =>
  base === 'web' ? webParams(context, fromPage) : webcastParams(context);

/** All parameters of a request in the site's order: by name, capitals first. A later set wins over an earlier one. */
export const orderParams = (...sets: readonly QueryParams[]): QueryParams => {
  const merged: QueryParams = Object.assign({}, ...sets);
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
};
