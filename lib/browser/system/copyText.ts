/** Puts a text on the clipboard; false when the browser refused. Must be called straight from a click. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // A policy or a page without focus: the person is told, and can mark the text by hand.
    return false;
  }
};
