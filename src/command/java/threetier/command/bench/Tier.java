package threetier.command.bench;

/** The parts that processor time is attributed to. */
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
