using System.Text;
if (args is ["version"])
{
    using var o = Console.OpenStandardOutput();
    o.Write(Encoding.UTF8.GetBytes("ModelOps 0.1.0\n"));
}
return 0;
