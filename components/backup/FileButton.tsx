import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '@/components/common/Button';

interface Props {
  readonly icon: IconNode;
  /** As the `accept` of a file field. */
  readonly accept: string;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
  readonly children: ComponentChildren;
}

/** A button that asks for a file. */
export const FileButton = ({ icon, accept, disabled = false, onFile, children }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const field = event.currentTarget;
          const file = field.files?.[0];
          // Choosing the same file again must count as a change.
          field.value = '';
          if (file) onFile(file);
        }}
      />
      <Button icon={icon} disabled={disabled} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
};
