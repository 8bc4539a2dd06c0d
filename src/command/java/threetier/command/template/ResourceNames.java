package threetier.command.template;

/** What references to resources become when a template is evaluated. */
public interface ResourceNames {

    /** The ids of the resources. This is enough for whoever follows references. All stacks have the same name. */
    ResourceNames IDS = new ResourceNames() {
        @Override
        public String reference(String id, String type) {
            return id;
        }

        @Override
        public String attribute(String id, String type, String attribute) {
            return id + "." + attribute;
        }

        @Override
        public String stack(String path) {
            return "stack";
        }
    };

    /** The value of {@code Ref} of the resource with this id, like {@code App/Role}, and type. */
    String reference(String id, String type);

    /** The value of {@code Fn::GetAtt}. */
    String attribute(String id, String type, String attribute);

    /** The name of the stack whose resources have ids with this prefix; the root stack has an empty one. */
    String stack(String path);
}
