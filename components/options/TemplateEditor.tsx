import type { Ref } from 'preact';
import type { TemplateError } from '@/lib/naming/template/Template';
import { templateSpans } from '@/lib/ui/options/templateSpans';

interface Props {
  readonly id: string;
  readonly describedBy: string;
  readonly errorsId: string;
  readonly text: string;
  readonly errors: readonly TemplateError[];
  readonly inputRef: Ref<HTMLTextAreaElement>;
  readonly onText: (text: string) => void;
}

/**
 * The template as a field whose braces are coloured. The colours lie in a copy of the text behind the see-through field,
 * so that typing, selecting and undoing stay the browser's own.
 */
export const TemplateEditor = ({ id, describedBy, errorsId, text, errors, inputRef, onText }: Props) => (
  <div class="template" dir="ltr">
    <div class="template__mirror" aria-hidden="true">
      {templateSpans(text, errors).map((span) => (
        <span key={span.start} class={`template__${span.kind}${span.wrong ? ' template__wrong' : ''}`}>
          {span.text}
        </span>
      ))}
      {/* A line that ends in a break is as high as the field only with something after it. */}
      {'\u200b'}
    </div>
    <textarea
      ref={inputRef}
      id={id}
      rows={1}
      maxLength={500}
      value={text}
      spellcheck={false}
      autocapitalize="off"
      autocomplete="off"
      aria-describedby={errors.length > 0 ? `${describedBy} ${errorsId}` : describedBy}
      aria-invalid={errors.length > 0 ? 'true' : undefined}
      onInput={(event) => onText(event.currentTarget.value.replace(/[\r\n]+/g, ''))}
      onKeyDown={(event) => {
        if (event.key === 'Enter') event.preventDefault();
      }}
    />
  </div>
);
