// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { expect, it } from 'vitest';
import { useKey } from '@/lib/ui/view/useKey';
import { draw } from './draw';

const ESCAPE = ['Escape'];
const pressed: string[] = [];
const heard = (): void => void pressed.push('Escape');

const Page = ({ asks }: { readonly asks: boolean }) => {
  useKey(ESCAPE, heard);
  return <dialog open={asks} />;
};

const press = async (): Promise<boolean> => {
  const event = new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  await act(async () => void document.body.dispatchEvent(event));
  return event.defaultPrevented;
};

it('leaves keys to a dialog that is open: Escape closes it, and nothing behind it hears', async () => {
  const page = await draw(<Page asks={true} />);
  expect(await press()).toBe(false);
  expect(pressed).toEqual([]);
  page.root.querySelector('dialog')?.removeAttribute('open');
  expect(await press()).toBe(true);
  expect(pressed).toEqual(['Escape']);
});
