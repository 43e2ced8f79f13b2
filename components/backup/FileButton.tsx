import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '@/components/common/Button';

interface Props {
  readonly icon: IconNode;
  /** As the `accept` of a file field. */
  readonly accept?: string;
  /** What is asked for; one file when absent. Of a folder the browser lists all files, and reads none. */
  readonly pick?: 'files' | 'folder';
  readonly disabled?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  readonly children: ComponentChildren;
}

/** A button that asks for a file, for several, or for a folder's. */
export const FileButton = ({ icon, accept, pick, disabled = false, onFiles, children }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        {...(accept === undefined ? {} : { accept })}
        {...(pick === undefined ? {} : { multiple: true })}
        {...(pick === 'folder' ? { webkitdirectory: true } : {})}
        onChange={(event) => {
          const field = event.currentTarget;
          const files = [...(field.files ?? [])];
          // Choosing the same file again must count as a change.
          field.value = '';
          if (files.length > 0) onFiles(files);
        }}
      />
      <Button icon={icon} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
};
