using System.Text.RegularExpressions;
using CamHa.Scheduler.Text;

namespace CamHa.Scheduler.Changes;

/// <summary>How offices shorten the names of the bodies that every commune has, folded.</summary>
internal static partial class UnitForms
{
    // A form that ends in * is how a unit's own name may begin. Whoever has one of the forms is meant by each of them.
    private static readonly string[][] Bodies =
    [
        ["ubnd", "uy ban nhan dan", "uy ban", "ub"],
        ["hdnd", "hoi dong nhan dan"],
        ["mttq", "mat tran", "mat tran to quoc", "uy ban mat tran to quoc", "ubmttq", "ub mttq", "uy ban mttq", "ubmt", "mt", "ubmttqvn",
            "uy ban mttqvn", "mttqvn"],
        ["hpn", "hoi pn", "phu nu", "hoi phu nu", "hoi lhpn", "lhpn", "hlhpn", "hoi lien hiep phu nu", "lien hiep phu nu", "pn"],
        ["dtn", "doan tn", "doan thanh nien", "doan", "doan xa", "doan phuong", "thanh nien", "tn", "doan tncs", "doan tncshcm",
            "doan thanh nien cong san ho chi minh", "doan tncs ho chi minh", "doan tncs hcm"],
        ["hccb", "ccb", "hoi ccb", "cuu chien binh", "hoi cuu chien binh"],
        ["hnd", "nd", "hoi nd", "nong dan", "hoi nong dan"],
        ["nct", "hnct", "hoi nct", "nguoi cao tuoi", "hoi nguoi cao tuoi"],
        ["ctd", "hctd", "hoi ctd", "chu thap do", "hoi chu thap do"],
        ["cax", "ca", "cong an", "ban cong an", "ban ca", "ca xa"],
        ["qsx", "qs", "quan su", "ban quan su", "ban chqs", "bchqs", "bch qs", "chqs", "ban chi huy quan su", "chi huy quan su",
            "bch quan su", "ban chi huy qs", "xa doi"],
        ["cdcs", "cong doan", "cong doan co so", "cd co so"],
        ["bcd", "ban chi dao", "bcd ntm", "ban chi dao ntm", "bcd xa", "ban chi dao xay dung ntm", "ban chi dao xay dung nong thon moi",
            "ban chi dao chuong trinh*"],
        ["du", "dang uy"],
        ["ttdu", "thuong truc dang uy", "tt dang uy", "thuong truc du"],
        ["btvdu", "ban thuong vu dang uy", "btv dang uy", "btv du", "thuong vu dang uy"],
        ["ctntm", "chuyen trach", "chuyen trach ntm", "can bo chuyen trach", "can bo chuyen trach ntm", "ct ntm",
            "chuyen trach nong thon moi"],
        ["vp", "van phong", "vp ubnd", "van phong ubnd", "van phong hdnd-ubnd", "van phong hdnd va ubnd", "vp hdnd-ubnd"],
        ["tyt", "tram y te", "y te"],
        ["vhxh", "van hoa - xa hoi", "van hoa-xa hoi", "van hoa xa hoi", "ban van hoa", "ban van hoa - xa hoi", "van hoa"],
        ["htx", "hop tac xa"],
    ];

    private static readonly string[][] MassOrganizations = [Bodies[3], Bodies[4], Bodies[5], Bodies[6]];

    /// <summary>The forms of the body that a folded name is one of; null where it is none.</summary>
    public static IReadOnlyList<string>? OfName(string name) => Bodies.FirstOrDefault(forms => IsOf(name, forms));

    /// <summary>Whether a folded name is that of a mass organization.</summary>
    public static bool IsMassOrganization(string name) => MassOrganizations.Any(forms => IsOf(name, forms));

    /// <summary>A folded name without what every name of the commune may end with.</summary>
    /// <param name="name">Folded.</param>
    /// <param name="place">The commune's name, folded.</param>
    public static string Bare(string name, string place)
    {
        var bare = Remark().Replace(name, " ").Trim();
        if (place.Length > 0 && bare.EndsWith($" {place}", StringComparison.Ordinal))
            bare = bare[..^(place.Length + 1)];
        return Level().Replace(Punctuation().Replace(bare, " "), "").Trim();
    }

    /// <summary>What <see cref="Bare"/> leaves out because it stands in brackets, one by one.</summary>
    public static IEnumerable<string> Remarks(string name) =>
        Remark().Matches(name).SelectMany(remark => Between().Split(remark.Value.Trim('(', ')', ' ')));

    /// <summary>The name of the village in a unit's name, folded; null where it has none.</summary>
    /// <param name="name">As it is written: “bản” is a village and “ban” is a board.</param>
    public static string? Village(string name)
    {
        var bare = Remark().Replace(CleanText.OneLine(name).ToLowerInvariant(), " ").Trim();
        return VillageName().Match(bare) is { Success: true } match ? FoldKey.Of(match.Groups[1].Value) : null;
    }

    private static bool IsOf(string name, string[] forms) => forms.Any(form =>
        form == name || (form.EndsWith('*') && name.StartsWith(form[..^1], StringComparison.Ordinal)));

    [GeneratedRegex(@"\([^)]*\)")]
    private static partial Regex Remark();

    [GeneratedRegex(@" *[,;/+&] *| va ")]
    private static partial Regex Between();

    [GeneratedRegex(@"( cap)?( xa| phuong| thi tran| viet nam)+$")]
    private static partial Regex Level();

    [GeneratedRegex(@"[.:]+(?= |$)")]
    private static partial Regex Punctuation();

    [GeneratedRegex(
        @"(?:^|[\s.])(?<!nông )(?<!nong )(?:thôn|thon|xóm|xom|ấp|bản|làng|khu phố|tổ dân phố|tdp|khối phố|khối|khóm|buôn|khu dân cư)"
        + @"\s+(\S.*)$")]
    private static partial Regex VillageName();
}
