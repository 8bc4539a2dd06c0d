/** Malformed requests, generated from a seed, and the checks of their answers. */
package threetier.command.drill.fuzz;
