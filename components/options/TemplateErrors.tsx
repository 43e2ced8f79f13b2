import { CircleAlert } from 'lucide';
import { Button } from '@/components/common/Button';
import { Icon } from '@/components/common/Icon';
import { type TemplateError, templateErrorKey } from '@/lib/naming/template/Template';
import { plural, t, tNamed } from '@/lib/ui/format/i18n';

interface Props {
  readonly id: string;
  readonly errors: readonly TemplateError[];
  readonly onShow: (error: TemplateError) => void;
  readonly onReplace: (error: TemplateError, field: string) => void;
}

const sentence = ({ code, text, suggestion }: TemplateError): string =>
  code === 'unknown-field' && suggestion
    ? t('template_error_unknown_field_near', text, suggestion)
    : tNamed(templateErrorKey(code), text);

/** What is wrong with the template, each with a link to its place. */
export const TemplateErrors = ({ id, errors, onShow, onReplace }: Props) => (
  <div id={id} role="status">
    {errors.length > 0 && (
      <div class="mistakes">
        <p class="mistakes__title">
          <Icon icon={CircleAlert} size={16} />
          {plural('options_template_wrong', errors.length)}
        </p>
        <ul>
          {errors.map((error) => {
            const { suggestion } = error;
            return (
              <li key={`${error.code}${error.start}`}>
                <span>{sentence(error)}</span>
                {suggestion ? (
                  <Button look="quiet" size="small" onClick={() => onReplace(error, suggestion)}>
                    {t('options_template_use', suggestion)}
                  </Button>
                ) : (
                  <Button look="quiet" size="small" onClick={() => onShow(error)}>
                    {t('options_template_show')}
                  </Button>
                )}
              </li>
            );
          })}
        </ul>
      </div>
    )}
  </div>
);
