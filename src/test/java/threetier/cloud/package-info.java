/**
 * Checks of the templates without AWS: validators, network paths, the project's own assertions, and planted errors that
 * test all of these.
 */
package threetier.cloud;
