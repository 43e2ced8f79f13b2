/**
 * The files and folders of a drop. Is to be called while the event is handled: the browser empties the list after it,
 * while what is returned here stays good. What is dragged out of another program may be a file without an entry.
 */
export const droppedThings = (items: Iterable<DataTransferItem>): readonly (File | FileSystemEntry)[] =>
  [...items].flatMap((item) => {
    const thing = item.kind === 'file' ? (item.webkitGetAsEntry() ?? item.getAsFile()) : null;
    return thing ? [thing] : [];
  });
