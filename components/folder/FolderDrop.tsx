import './FolderDrop.css';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';

interface Props {
  readonly label: string;
  readonly onItems: (items: Iterable<DataTransferItem>) => void;
  readonly children: ComponentChildren;
}

/** A place that a folder, or files, can be dropped on; what it holds says what else can be done. */
export const FolderDrop = ({ label, onItems, children }: Props) => {
  const [over, setOver] = useState(false);
  return (
    <fieldset
      class={over ? 'drop drop--over' : 'drop'}
      onDragOver={(event) => {
        // Words that are dragged are the fields' own matter.
        if (!event.dataTransfer?.types.includes('Files')) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={({ currentTarget, relatedTarget }) => {
        // Onto something inside it is no leaving.
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) setOver(false);
      }}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setOver(false);
        onItems(event.dataTransfer?.items ?? []);
      }}
    >
      <legend class="visually-hidden">{label}</legend>
      {children}
    </fieldset>
  );
};
