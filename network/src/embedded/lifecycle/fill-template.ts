// SPDX-License-Identifier: Apache-2.0

const action = /\{\{(.*?)\}\}/g;
const field = /^-?\s*\.([A-Za-z_]\w*)\s*-?$/;

/**
 * Fills `{{.key}}` as the `ccaas` builder's Go templates do. Other template actions are not supported.
 *
 * @throws Error when a value is missing, or the template is not of this form.
 */
export function fillTemplate(template: string, values: Readonly<Record<string, string>>): string {
  const filled = template.replace(action, (text, content: string) => {
    const name = field.exec(content.trim())?.[1];
    if (name === undefined) {
      throw new Error(`template ${text} is not of the form {{.key}}`);
    }
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) {
      throw new Error(`map has no entry for key "${name}"`);
    }
    return value;
  });
  if (template.replace(action, '').includes('{{')) {
    throw new Error(`unclosed action in template ${template}`);
  }
  return filled;
}
