/** The identity of an app node: its name, its version and its zone. */
package threetier.instance;
