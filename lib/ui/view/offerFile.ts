/** Hands the person a text, or bytes that have a type already, as a file to keep, by the way of a link that is pressed. */
export const offerFile = (name: string, content: string | Blob, type = 'application/json'): void => {
  const url = URL.createObjectURL(typeof content === 'string' ? new Blob([content], { type }) : content);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after this turn; a minute is ample, and then its memory is free again.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
