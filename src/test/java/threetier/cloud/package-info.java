/**
 * What is proven of the templates without AWS: validators, who may reach whom, assertions of this project's own, and
 * errors planted to see that all of these notice.
 */
package threetier.cloud;
