package threetier.users;

import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import threetier.json.JsonFactory;
import threetier.paging.Row;
import threetier.text.UniqueText;

/** A user. No two users have the same name or the same e-mail address, as {@link UniqueText} compares them. */
@Entity
@Table(name = "users")
public class User implements Row {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(nullable = false)
    private String username;

    @Column(nullable = false)
    private String email;

    @Column(name = "username_key", nullable = false)
    private byte[] usernameKey;

    @Column(name = "email_key", nullable = false)
    private byte[] emailKey;

    @Column(name = "change_id", nullable = false)
    private long change;

    /** JPA needs this constructor. */
    protected User() {}

    /** @param change the id of the change that creates the user */
    User(UserFields fields, long change) {
        set(fields, change);
    }

    /** Replaces all fields. */
    final void set(UserFields fields, long change) {
        username = fields.username();
        email = fields.email();
        usernameKey = UniqueText.key(username);
        emailKey = UniqueText.key(email);
        this.change = change;
    }

    @Override
    public long id() {
        return id;
    }

    public String username() {
        return username;
    }

    public String email() {
        return email;
    }

    /** The id of the user's last change. */
    public long change() {
        return change;
    }

    /** The user as JSON. */
    public String json() {
        return object().build().toString();
    }

    /** The user as JSON, with a message for people. */
    public String json(String message) {
        return object().add("message", message).build().toString();
    }

    private JsonObjectBuilder object() {
        return JsonFactory.object().add("email", email).add("id", id).add("username", username);
    }
}
