/**
 * Support for tests on a stage: an extension that starts the stage, a client, steady load, and access to logs and data.
 */
package threetier.stage;
