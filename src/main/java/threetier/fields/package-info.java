/** The fields of a request's body: how they are read, how they are validated, and what is wrong with which of them. */
package threetier.fields;
