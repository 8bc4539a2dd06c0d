/**
 * The edge of a stage: HAProxy and Varnish in the place of CloudFront. Their configuration is generated from the
 * evaluated template {@code cloudformation/edge.yaml}.
 */
package threetier.command.edge;
