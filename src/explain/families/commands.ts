import { aws, program } from '../../remedy/command.ts';

/** Commands that several families tell to run; `{name|words instead}` is filled in from the text. */

/** Prints the whole message. */
export const WHOLE_TEXT = aws('ecs describe-tasks', {
  cluster: '{cluster|<cluster>}',
  tasks: '{task|<task>}',
  region: '{region}',
});

/** What the role that pulls may do. */
export const ROLE = aws('iam list-attached-role-policies', { 'role-name': '{role|<execution role>}' });

/** For which platforms an image is built, without pulling it. */
export const IMAGE_CONTENT = program('docker buildx imagetools inspect {image}');

/** The images as the task definition names them. */
export const IMAGES_OF_TASK = aws('ecs describe-task-definition', {
  'task-definition': '<name>',
  query: 'taskDefinition.containerDefinitions[].image',
  region: '{region}',
});

/** Whether the image is there, by its digest. */
export const IMAGE_BY_DIGEST = aws('ecr describe-images', {
  'registry-id': '{resourceAccount|<account>}',
  'repository-name': '{name|<repository>}',
  'image-ids': 'imageDigest={digest}',
  region: '{resourceRegion}',
});

/** How far a container is from the metadata of its instance. */
export const METADATA_OPTIONS = aws('ec2 describe-instances', {
  query: 'Reservations[].Instances[].MetadataOptions',
  region: '{region}',
});

/** Copies the repositories that the file names to the regions that it names. */
export const REPLICATION = aws('ecr put-replication-configuration', {
  region: '{hostRegion}',
  'replication-configuration': 'file://replication.json',
});

/** @param region where the secret is */
export function replicateSecret(region: string) {
  return aws('secretsmanager replicate-secret-to-regions', {
    'secret-id': '<arn>',
    'add-replica-regions': 'Region={region}',
    region,
  });
}
