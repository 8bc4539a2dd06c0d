/** Support for tests on a stage: an extension that starts it, a client, steady load, and access to its inside. */
package threetier.stage;
