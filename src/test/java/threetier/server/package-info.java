/** Tests of the same WAR on a full Payara Server. */
package threetier.server;
