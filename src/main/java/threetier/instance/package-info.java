/** Which app node answers: its name, its version and its zone. */
package threetier.instance;
