/** Hands the person a text as a file to keep, by the way of a link that is pressed. */
export const offerFile = (name: string, text: string, type = 'application/json'): void => {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the blob after this turn; a minute is ample, and then its memory is free again.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
};
