/** Requests that nobody should send, made from a seed, and what must be true of each answer. */
package threetier.command.drill.fuzz;
