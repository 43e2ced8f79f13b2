/**
 * What the site's captcha puts into the page: containers of the verification SDK ("secsdk", TUX modal), as public
 * projects of 2024 to 2026 report them. A page fetch is held back as long as one is shown.
 */
export const captchaSelectors: readonly string[] = [
  '.captcha-verify-container',
  '.captcha_verify_container',
  '#captcha-verify-image',
  '#captcha_container',
  '#tiktok-verify-ele',
  '[id^="captcha-verify"]',
];
