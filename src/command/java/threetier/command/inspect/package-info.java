/**
 * What a WAR needs from the tiers, read from its descriptors and classes before anything starts.
 * {@link threetier.command.inspect.Inspection} applies each {@link threetier.command.inspect.WarRule} to the
 * {@link threetier.command.inspect.War}.
 */
package threetier.command.inspect;
