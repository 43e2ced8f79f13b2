import { useLayoutEffect, useRef } from 'preact/hooks';
import type { Post } from '@/lib/model/post';
import type { Settings } from '@/lib/model/settings';
import type { TemplateError } from '@/lib/naming/template/Template';
import { FieldPalette } from './FieldPalette';
import { NamingPreview } from './NamingPreview';
import { TemplateEditor } from './TemplateEditor';
import { TemplateErrors } from './TemplateErrors';

interface Props {
  readonly id: string;
  readonly describedBy: string;
  readonly settings: Settings;
  readonly template: string;
  readonly errors: readonly TemplateError[];
  readonly lastPost: Post | undefined;
  readonly onTemplate: (text: string) => void;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** The naming editor: the template, what is wrong with it, fields to insert, and what comes out. */
export const NamesEditor = ({ id, describedBy, settings, template, errors, lastPost, onTemplate }: Props) => {
  const input = useRef<HTMLTextAreaElement>(null);
  const caret = useRef<Range | undefined>(undefined);
  const errorsId = `${id}-errors`;

  // The field gets its new text at the next drawing; only then can the caret be put behind what was inserted.
  useLayoutEffect(() => {
    const wanted = caret.current;
    if (!wanted) return;
    caret.current = undefined;
    input.current?.focus();
    input.current?.setSelectionRange(wanted.start, wanted.end);
  });

  const replace = ({ start, end }: Range, text: string): void => {
    caret.current = { start: start + text.length, end: start + text.length };
    onTemplate(template.slice(0, start) + text + template.slice(end));
  };

  const insert = (field: string): void => {
    const element = input.current;
    const at = element
      ? { start: element.selectionStart, end: element.selectionEnd }
      : { start: template.length, end: template.length };
    replace(at, `{${field}}`);
  };

  return (
    <>
      <TemplateEditor
        id={id}
        describedBy={describedBy}
        errorsId={errorsId}
        text={template}
        errors={errors}
        inputRef={input}
        onText={onTemplate}
      />
      <TemplateErrors
        id={errorsId}
        errors={errors}
        onShow={({ start, end }) => {
          input.current?.focus();
          input.current?.setSelectionRange(start, end);
        }}
        onReplace={replace}
      />
      <FieldPalette own={Object.keys(settings.customFields)} onInsert={insert} />
      <NamingPreview
        template={settings.template}
        customFields={settings.customFields}
        lastPost={lastPost}
        old={errors.length > 0}
      />
    </>
  );
};
