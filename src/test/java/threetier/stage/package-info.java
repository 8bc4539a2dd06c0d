/** What tests need to run against a stage: who raises it for them, a client, steady load, and a look inside. */
package threetier.stage;
