import type { ExportModel, Input, Part, Target } from '../model.ts';
import { snakeCase, wordsOf } from '../names.ts';
import { Expression } from './hcl.ts';

/** The names in one configuration. Those of a stack that is not the default one begin with it, so that two can meet. */
export interface TerraformNames {
  readonly name: (words: readonly string[]) => string;
  readonly variable: (inputKey: string) => string;
  /** `var.vpc_id` */
  readonly vpc: Expression;
  /** The id of what the configuration makes, or of a variable. */
  readonly idOf: (target: Target) => Expression;
}

/** @param addressOf where what a part makes is found: `aws_vpc_endpoint.ecr_api` */
export function terraformNames(model: ExportModel, idOfPart: (part: Part, name: string) => string): TerraformNames {
  const prefix = model.stack === 'default' ? [] : wordsOf(model.stack);
  const name = (words: readonly string[]) => snakeCase([...prefix, ...words]);
  const inputNamed = (key: string) => model.inputs.find((input) => input.key === key)?.name ?? [key];
  const variable = (key: string) => name(inputNamed(key));
  const vpc = model.inputs.find(({ kind }: Input) => kind === 'vpc');
  return {
    name,
    variable,
    vpc: new Expression(`var.${variable(vpc?.key ?? 'vpc')}`),
    idOf: (target) => {
      if ('input' in target) return new Expression(`var.${variable(target.input)}`);
      const part = model.parts.find(({ key }) => key === target.made);
      return new Expression(part === undefined ? 'null' : idOfPart(part, name(part.name)));
    },
  };
}

export function variableOf(names: TerraformNames, key: string): Expression {
  return new Expression(`var.${names.variable(key)}`);
}
