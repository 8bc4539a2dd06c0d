/**
 * Users: the example of a resource that can be created, read, changed and deleted (docs/add-a-resource.md). It is off
 * unless {@code USERS_ENABLED} switches it on.
 */
package threetier.users;
