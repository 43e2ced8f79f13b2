import type { IconNode } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { Button } from '@/components/common/Button';

interface Props {
  readonly icon: IconNode;
  readonly onText: (text: string) => void;
  readonly children: ComponentChildren;
}

/** A button that asks for a JSON file and reads its text. */
export const ImportButton = ({ icon, onText, children }: Props) => {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept="application/json,.json"
        hidden
        onChange={async (event) => {
          const field = event.currentTarget;
          const text = await field.files?.[0]?.text();
          // Choosing the same file again must count as a change.
          field.value = '';
          if (text !== undefined) onText(text);
        }}
      />
      <Button icon={icon} onClick={() => input.current?.click()}>
        {children}
      </Button>
    </>
  );
};
