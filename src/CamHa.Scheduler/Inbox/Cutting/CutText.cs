using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Inbox.Cutting;

/// <summary>A mail's text in two: what is new in it, and what was cut, which is kept to be looked at.</summary>
/// <param name="Text">What is new.</param>
/// <param name="Cut">Quotations and signatures, in their order.</param>
/// <param name="Quoted">The quotations alone.</param>
/// <param name="Steps">Why, a line each.</param>
internal sealed record CutText(string Text, string Cut, string Quoted, IReadOnlyList<Bilingual> Steps);
