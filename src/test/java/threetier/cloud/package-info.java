/**
 * Checks of the templates without AWS: validators, network paths and the project's own assertions. Errors that are
 * inserted into the templates test all these checks.
 */
package threetier.cloud;
