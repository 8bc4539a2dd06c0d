/** Valves: steps in the server that every request passes before the filters and the login of any application. */
package threetier.pool.request;
