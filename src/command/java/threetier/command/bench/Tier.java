package threetier.command.bench;

/** Whose processor time it was. */
enum Tier {
    APP("app", "#1f4e79"),
    WEB("web", "#5b8db8"),
    DATABASES("databases", "#a9c4de"),
    GENERATOR("generator", "#cccccc");

    private final String words;
    private final String colour;

    Tier(String words, String colour) {
        this.words = words;
        this.colour = colour;
    }

    String words() {
        return words;
    }

    String colour() {
        return colour;
    }
}
